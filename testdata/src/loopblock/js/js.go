//go:build js && wasm

// Package js has functions that JavaScript calls.
package js

import (
	"io"
	"net/http"
	"syscall/js"
	"time"
)

func run() {
	js.FuncOf(func(this js.Value, args []js.Value) any {
		args[0].Call("preventDefault")
		resp, err := http.Get("/data") // want `the callback passed to js.FuncOf blocks the JavaScript event loop \(browser/Node\): calls http.Get`
		if err != nil {
			return nil
		}
		defer resp.Body.Close()
		_, _ = io.ReadAll(resp.Body) // want `calls io.ReadAll`
		return nil
	})
	js.FuncOf(func(this js.Value, args []js.Value) any {
		args[0].Call("preventDefault")
		time.Sleep(time.Second) // want `calls time.Sleep`
		args[0].Call("focus")
		return nil
	})
	clicked := make(chan struct{})
	js.FuncOf(func(this js.Value, args []js.Value) any {
		<-clicked // want `receives from clicked`
		return len(args)
	})

	s := new(socket)
	s.ws.Call("addEventListener", "close", js.FuncOf(func(this js.Value, args []js.Value) any {
		close(s.closed)
		return nil
	}))
	s.ws.Call("addEventListener", "error", js.FuncOf(func(this js.Value, args []js.Value) any {
		return s.close() // want `calls \(\*socket\).close → receive from s.closed`
	}))

	// The answer comes through the loop.
	js.FuncOf(func(this js.Value, args []js.Value) any {
		v := await(args[0]) // want `calls await → receive from answer`
		return v
	})
	js.FuncOf(func(this js.Value, args []js.Value) (r any) {
		time.Sleep(time.Second) // want `calls time.Sleep`
		r = len(args)
		return nil
	})

	// Fine.
	js.FuncOf(func(this js.Value, args []js.Value) any {
		go func() {
			<-clicked
			args[0].Invoke()
		}()
		return nil
	})
	js.FuncOf(func(this js.Value, args []js.Value) any {
		close(clicked)
		return nil
	})
}

type socket struct {
	ws     js.Value
	closed chan struct{}
}

// close waits for the event that says so, which the loop delivers.
func (s *socket) close() error {
	s.ws.Call("close")
	<-s.closed
	return nil
}

func await(promise js.Value) js.Value {
	answer := make(chan js.Value, 1)
	promise.Call("then", js.FuncOf(func(this js.Value, args []js.Value) any {
		answer <- args[0]
		return nil
	}))
	return <-answer
}
