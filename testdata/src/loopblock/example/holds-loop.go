package example

import (
	"os"
	"time"
)

func sessions(logins <-chan []byte, tick *time.Ticker) {
	for {
		select {
		case line := <-logins:
			os.WriteFile("last", line, 0o600) // want `the loop of sessions is held by os.WriteFile, which waits for the disk`
		case <-tick.C:
			flushAll()
		}
	}
}
