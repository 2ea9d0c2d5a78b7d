// Package evidence has findings that rest on more than one place.
package evidence

import (
	"errors"
	"net"
	"net/http"

	"golang.org/x/sync/errgroup"
)

type server struct {
	l    net.Listener
	done chan struct{}
}

func load() error { return errors.New("no") }

func start(s *server, g *errgroup.Group) {
	go s.run()                      // want `drops the error of s.run`
	go http.ListenAndServe("", nil) // want `drops the error of http.ListenAndServe`
	go s.loop()
	g.Go(func() error {
		if err := load(); err != nil { // want `returns nil although load failed`
			return nil
		}
		return nil
	})
}

func (s *server) run() error {
	defer close(s.done)
	if s.l == nil {
		return errors.New("no listener")
	}
	for {
		if _, err := s.l.Accept(); err != nil {
			return err
		}
	}
}

func (s *server) loop() {
	for {
		if err := load(); err != nil { // want `because load failed`
			return
		}
	}
}

func get() (int, error) { return 0, load() }

func unread() error {
	_, err := get()
	if err != nil {
		return err
	}
	go func() {
		_, err = get() // want `the error of get is assigned to err`
	}()
	return nil
}
