// Package service is a daemon under github.com/kardianos/service.
package service

import (
	"context"
	"net/http"
	"time"

	"github.com/kardianos/service"
)

// A blocking program serves before it says that it has started, so that it
// never says so.
type blocking struct {
	srv http.Server
}

func (p *blocking) Start(service.Service) error {
	return p.srv.ListenAndServe() // want `callback-blocks: Start blocks the service manager start/stop handshake.*: calls \(\*http.Server\).ListenAndServe; instead: go p.run`
}

func (p *blocking) Stop(service.Service) error { return p.srv.Close() }

// A program does as the documentation says.
type program struct {
	srv    http.Server
	failed chan error
}

func (p *program) Start(service.Service) error {
	go p.run()
	return nil
}

func (p *program) run() {
	p.failed <- p.srv.ListenAndServe()
}

// Stop waits for the work: the service is ending.
func (p *program) Stop(service.Service) error {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	return p.srv.Shutdown(ctx)
}

func run() error {
	p := &program{failed: make(chan error, 1)}
	s, err := service.New(p, &service.Config{Name: "example"})
	if err != nil {
		return err
	}
	return s.Run()
}
