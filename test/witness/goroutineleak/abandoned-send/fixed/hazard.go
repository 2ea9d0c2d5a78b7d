// Package abandonedsend gives up on an answer, and whoever answers does not.
package abandonedsend

import (
	"errors"
	"time"
)

var errTimeout = errors.New("timed out")

// Resolve asks a slow resolver, but not for ever.
func Resolve(ask func(string) string, name string, patience time.Duration) (string, error) {
	answer := make(chan string, 1)
	go func() {
		answer <- ask(name)
	}()
	select {
	case a := <-answer:
		return a, nil
	case <-time.After(patience):
		return "", errTimeout
	}
}
