// Package eventloop is a stub: signatures of github.com/dop251/goja_nodejs/eventloop.
package eventloop

import "github.com/dop251/goja"

type Option func(*EventLoop)

type EventLoop struct{ _ int }

func NewEventLoop(opts ...Option) *EventLoop { return nil }

func (loop *EventLoop) RunOnLoop(fn func(*goja.Runtime)) bool { return false }
func (loop *EventLoop) Stop() int                             { return 0 }
func (loop *EventLoop) StopNoWait()                           {}
