// Package finalizers has finalizers and cleanups, which share goroutines with
// all others of the process.
package finalizers

import (
	"net"
	"os"
	"runtime"
	"time"
)

type handle struct {
	conn net.Conn
	file *os.File
	done chan struct{}
}

func open() *handle {
	h := new(handle)
	runtime.SetFinalizer(h, func(h *handle) {
		<-h.done // want `the callback passed to runtime.SetFinalizer blocks the single finalizer goroutine of the process \(all other finalizers\): receives from h.done; instead: start a goroutine`
		h.file.Close()
	})
	runtime.SetFinalizer(h, (*handle).flush)
	runtime.AddCleanup(h, func(done chan struct{}) {
		if done == nil {
			return
		}
		time.Sleep(time.Second) // want `the callback passed to runtime.AddCleanup blocks the shared cleanup goroutines: calls time.Sleep; instead: start a goroutine`
		for range done {        // want `the callback passed to runtime.AddCleanup blocks the shared cleanup goroutines: receives from done`
		}
	}, h.done)

	// A deferred call would run before the goroutine ends: no fix.
	runtime.AddCleanup(h, func(f *os.File) {
		defer f.Close()
		time.Sleep(time.Second) // want `calls time.Sleep`
	}, h.file)

	// Fine.
	runtime.SetFinalizer(h, nil)
	runtime.SetFinalizer(h, func(h *handle) { h.file.Close() })
	runtime.SetFinalizer(h, func(h *handle) {
		go func() {
			<-h.done
			h.file.Close()
		}()
	})
	runtime.AddCleanup(h, func(done chan struct{}) { go wait(done) }, h.done)
	return h
}

func wait(done chan struct{}) { <-done }

func (h *handle) flush() {
	_, _ = h.conn.Write(nil) // want `flush blocks the single finalizer goroutine of the process \(all other finalizers\): calls net.Conn.Write`
}
