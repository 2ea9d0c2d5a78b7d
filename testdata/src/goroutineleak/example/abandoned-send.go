package example

import (
	"errors"
	"time"
)

func ask(query func() string) (string, error) {
	answer := make(chan string) // want `answer has no buffer: the goroutine blocks for ever on answer <- query\(\) \(line 11\) when ask returns at line 17 without receiving from it`
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
