// Package nilinstead has tasks that may return errors.
package nilinstead

import (
	"context"
	"errors"
	"log"
	"net"
	"os"
	"time"

	"golang.org/x/sync/errgroup"
)

func load() error { return errors.New("no") }

func bugs(g *errgroup.Group) {
	g.Go(func() error {
		f, err := os.Open("x")
		if err != nil { // want `returns nil although os.Open failed: g.Go takes the task for successful`
			return nil
		}
		return f.Sync()
	})
	g.TryGo(func() error {
		if err := load(); err != nil { // want `returns nil although load failed: g.TryGo takes the task for successful`
			return nil
		}
		return nil
	})
	g.Go(task)
	g.Go(func() error {
		err := load()
		switch {
		case err != nil: // want `returns nil although load failed`
			return nil
		}
		return load()
	})
	g.Go(func() error {
		for {
			if err := load(); err != nil { // want `returns nil although load failed`
				break
			}
		}
		return nil
	})
}

func task() error {
	if err := load(); err != nil { // want `returns nil although load failed: g.Go takes the task for successful`
		return nil
	}
	return nil
}

// Near misses.

func fine(g *errgroup.Group, ctx context.Context, conn net.Conn) {
	g.Go(func() error {
		var err error
		for {
			if err = load(); err != nil {
				break
			}
		}
		return err
	})
	g.Go(func() error {
		for {
			if err := load(); err != nil {
				break
			}
		}
		return load()
	})
	g.Go(func() error {
		if err := load(); err != nil {
			return err
		}
		if err := load(); err != nil {
			log.Print(err)
			return nil
		}
		if err := load(); err != nil {
			// Optional.
			return nil
		}
		if err := load(); errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return nil
		}
		if _, err := conn.Read(nil); err != nil {
			return nil
		}
		err := load()
		if err == nil {
			return nil
		}
		return err
	})
	g.Go(func() error {
		var err error
		defer func() { log.Print(err) }()
		if err = load(); err != nil {
			return nil
		}
		return nil
	})
	time.AfterFunc(1, func() {
		_ = func() error { // no task
			if err := load(); err != nil {
				return nil
			}
			return nil
		}()
	})
}

// synchronous is no task.
func synchronous() error {
	if err := load(); err != nil {
		return nil
	}
	return nil
}
