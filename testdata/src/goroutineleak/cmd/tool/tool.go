// Package tool has the subcommands of a command.
package tool

import (
	"context"
	"errors"
	"os"
	"time"
)

func work() error { return errors.New("work") }

type command struct{ Run func() int }

var Commands = []command{{Run: start}}

func start() int {
	errc := make(chan error)
	go func() { errc <- work() }()
	select {
	case <-errc:
		return 1
	case <-time.After(time.Second):
		return 0
	}
}

func (c *command) ping() int {
	errc := make(chan error) // want `errc has no buffer`
	go func() { errc <- work() }()
	select {
	case <-errc:
		return 1
	case <-time.After(time.Second):
		return 0
	}
}

// The goroutine ends with the command.
func resize(ctx context.Context, signals chan os.Signal, apply func(context.Context)) {
	go func() {
		for {
			<-signals
			apply(ctx)
		}
	}()
}
