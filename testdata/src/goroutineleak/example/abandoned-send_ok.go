package example

import (
	"errors"
	"time"
)

func askBuffered(query func() string) (string, error) {
	answer := make(chan string, 1)
	go func() {
		answer <- query()
	}()
	select {
	case s := <-answer:
		return s, nil
	case <-time.After(time.Second):
		return "", errors.New("timeout")
	}
}
