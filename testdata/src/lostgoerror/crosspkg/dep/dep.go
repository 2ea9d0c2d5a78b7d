// Package dep has functions that return errors.
package dep

import "errors"

type Server struct{}

func (*Server) Start() error { return errors.New("no") }
func (*Server) Stop() error  { return nil }

func Work() error { return errors.New("no") }

type Starter interface{ Start() error }
