//asynclint-flags: -apimodel.inferred -tags=clibs
//asynclint-pkgconfig: x11 xrandr xinerama xcursor xi xxf86vm gl

//go:build clibs

// Package glfw is a window of github.com/go-gl/glfw.
package glfw

import (
	"log"
	"os/exec"

	"github.com/go-gl/glfw/v3.3/glfw"
)

func blocking(w *glfw.Window) {
	w.SetDropCallback(func(_ *glfw.Window, names []string) {
		if err := exec.Command("import", names...).Run(); err != nil { // want `callback-blocks: the callback passed to glfw.Window.SetDropCallback blocks the main thread inside PollEvents/WaitEvents.*: calls \(\*exec.Cmd\).Run; instead: queue the event`
			log.Print(err)
		}
	})
}

func offloaded(w *glfw.Window, drops chan<- []string) {
	w.SetDropCallback(func(_ *glfw.Window, names []string) { drops <- names })
}

// reentered processes events while it processes one: that is not allowed, but
// waits for nobody.
func reentered(w *glfw.Window) {
	w.SetCloseCallback(func(*glfw.Window) {
		glfw.PollEvents()
	})
}
