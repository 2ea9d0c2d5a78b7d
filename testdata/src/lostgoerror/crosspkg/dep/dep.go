// Package dep has functions that return errors.
package dep

import (
	"context"
	"errors"
)

type Server struct{}

func (*Server) Start() error { return errors.New("no") }
func (*Server) Stop() error  { return nil }

func (*Server) Serve(ctx context.Context) error { return ctx.Err() }
func (*Server) Save(ctx context.Context) error  { return errors.New("no") }

func Work() error { return errors.New("no") }

type Starter interface{ Start() error }
