//asynclint-env: GOOS=windows CGO_ENABLED=0

//go:build windows

// Package gioui is a window of gioui.org/app.
package gioui

import (
	"net/http"

	"gioui.org/app"
	"gioui.org/op"
)

func blocking(w *app.Window) {
	w.Run(func() {
		resp, err := http.Get("https://example.org/theme") // want `callback-blocks: the callback passed to app.Window.Run blocks the native window event loop.*: calls http.Get; instead: send on a channel`
		if err == nil {
			_ = resp.Body.Close()
		}
	})
}

// deadlocked waits for the thread that it is on.
func deadlocked(w *app.Window, show func()) {
	w.Run(func() {
		w.Run(show) // want `forbidden-call: .*Run`
	})
}

// offloaded looks at what another goroutine has loaded when there is a frame to draw.
func offloaded(w *app.Window) error {
	statuses := make(chan string, 1)
	go func() {
		resp, err := http.Get("https://example.org/theme")
		if err != nil {
			statuses <- err.Error()
			return
		}
		_ = resp.Body.Close()
		statuses <- resp.Status
		w.Invalidate()
	}()
	var ops op.Ops
	for {
		switch e := w.Event().(type) {
		case app.DestroyEvent:
			return e.Err
		case app.FrameEvent:
			select {
			case status := <-statuses:
				w.Option(app.Title(status))
			default:
			}
			e.Frame(&ops)
		}
	}
}
