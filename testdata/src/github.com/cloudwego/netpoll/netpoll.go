// Package netpoll is a stub of github.com/cloudwego/netpoll.
package netpoll

import (
	"context"
	"net"
)

type Connection interface {
	net.Conn
}

type OnRequest func(ctx context.Context, connection Connection) error

type Option struct{}

type EventLoop interface {
	Serve(ln net.Listener) error
	Shutdown(ctx context.Context) error
}

func NewEventLoop(onRequest OnRequest, ops ...Option) (EventLoop, error)
