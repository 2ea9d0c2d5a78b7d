package example

import (
	"os"
	"time"
)

func sessionsOK(logins <-chan []byte, tick *time.Ticker) {
	lines := make(chan []byte, 16)
	defer close(lines)
	go func() {
		for line := range lines {
			os.WriteFile("last", line, 0o600)
		}
	}()
	for {
		select {
		case line := <-logins:
			lines <- line
		case <-tick.C:
			flushAll()
		}
	}
}
