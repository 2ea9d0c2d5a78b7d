//asynclint-flags: -tags=clibs
//asynclint-pkgconfig: glib-2.0 gobject-2.0 gio-2.0

//go:build clibs

// Package gotk4 runs on the main loop of GLib, by github.com/diamondburned/gotk4/pkg/core/glib.
package gotk4

import (
	"os/exec"

	"github.com/diamondburned/gotk4/pkg/core/glib"
)

func status() string {
	out, err := exec.Command("git", "status").Output()
	if err != nil {
		return err.Error()
	}
	return string(out)
}

func blocking(show func(string)) {
	glib.IdleAdd(func() {
		show(status()) // want `callback-blocks: the callback passed to glib.IdleAdd blocks the GTK/GLib main loop.*: calls status → \(\*exec.Cmd\).Output; instead: goroutine`
	})
	glib.TimeoutSecondsAdd(60, func() bool {
		show(status()) // want `callback-blocks: the callback passed to glib.TimeoutSecondsAdd blocks the GTK/GLib main loop.*: calls status → \(\*exec.Cmd\).Output`
		return true
	})
}

func offloaded(show func(string)) {
	go func() {
		text := status()
		glib.IdleAdd(func() { show(text) })
	}()
}
