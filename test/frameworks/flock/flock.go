// Package flock locks files with github.com/gofrs/flock.
package flock

import (
	"errors"

	"github.com/gofrs/flock"
)

func unanswered(l *flock.Flock, work func()) {
	l.TryLock() // want `unread-answer: the answer of l.TryLock is dropped`
	work()
}

func answered(l *flock.Flock, work func()) error {
	ok, err := l.TryLock()
	if err != nil {
		return err
	}
	if !ok {
		return errors.New("locked by another process")
	}
	work()
	return l.Unlock()
}
