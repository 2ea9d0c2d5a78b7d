// Package nats is a stub of github.com/nats-io/nats.go.
package nats

type Conn struct{}

type Subscription struct{}

type ErrHandler func(*Conn, *Subscription, error)

type Options struct {
	AsyncErrorCB ErrHandler
}

type Option func(*Options) error

func ErrorHandler(cb ErrHandler) Option { return nil }
