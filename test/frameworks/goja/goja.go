// Package goja runs scripts on the loop of github.com/dop251/goja_nodejs.
package goja

import (
	"io"
	"net/http"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/eventloop"
)

func fetch(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

func blocking(loop *eventloop.EventLoop) {
	loop.RunOnLoop(func(vm *goja.Runtime) {
		text, err := fetch("https://example.org") // want `callback-blocks: the callback passed to eventloop.EventLoop.RunOnLoop blocks the goja event loop goroutine.*: calls fetch → http.Get; instead: work in a goroutine`
		if err == nil {
			_ = vm.Set("text", text)
		}
	})
}

func offloaded(loop *eventloop.EventLoop) {
	loop.RunOnLoop(func(vm *goja.Runtime) {
		promise, resolve, reject := vm.NewPromise()
		_ = vm.Set("text", promise)
		go func() {
			text, err := fetch("https://example.org")
			loop.RunOnLoop(func(*goja.Runtime) {
				if err != nil {
					_ = reject(err)
					return
				}
				_ = resolve(text)
			})
		}()
	})
}

func deadlocked(loop *eventloop.EventLoop) {
	loop.RunOnLoop(func(*goja.Runtime) {
		loop.Stop() // want `forbidden-call: .*Stop`
	})
}

func stopped(loop *eventloop.EventLoop) {
	loop.RunOnLoop(func(*goja.Runtime) {
		loop.StopNoWait()
	})
}
