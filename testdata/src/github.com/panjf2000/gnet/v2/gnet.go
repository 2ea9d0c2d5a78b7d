// Package gnet is a stub: signatures of github.com/panjf2000/gnet/v2.
package gnet

import (
	"context"
	"time"
)

type Action int

const (
	None Action = iota
	Close
	Shutdown
)

type Engine struct{}

func (e Engine) Stop(ctx context.Context) error { return nil }

type Conn interface {
	Next(n int) (buf []byte, err error)
	Write(b []byte) (n int, err error)
	AsyncWrite(buf []byte, callback AsyncCallback) error
}

type AsyncCallback func(c Conn, err error) error

type EventHandler interface {
	OnBoot(eng Engine) (action Action)
	OnShutdown(eng Engine)
	OnOpen(c Conn) (out []byte, action Action)
	OnClose(c Conn, err error) (action Action)
	OnTraffic(c Conn) (action Action)
	OnTick() (delay time.Duration, action Action)
}

type BuiltinEventEngine struct{}

func (*BuiltinEventEngine) OnBoot(_ Engine) (action Action)              { return }
func (*BuiltinEventEngine) OnShutdown(_ Engine)                          {}
func (*BuiltinEventEngine) OnOpen(_ Conn) (out []byte, action Action)    { return }
func (*BuiltinEventEngine) OnClose(_ Conn, _ error) (action Action)      { return }
func (*BuiltinEventEngine) OnTraffic(_ Conn) (action Action)             { return }
func (*BuiltinEventEngine) OnTick() (delay time.Duration, action Action) { return }

type Options struct{ _ int }

type Option func(opts *Options)

func Run(eventHandler EventHandler, protoAddr string, opts ...Option) error { return nil }
