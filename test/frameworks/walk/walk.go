//asynclint-env: GOOS=windows CGO_ENABLED=0

//go:build windows

// Package walk is a window of github.com/lxn/walk.
package walk

import (
	"os/exec"

	"github.com/lxn/walk"
)

func status() string {
	out, err := exec.Command("git", "status").Output()
	if err != nil {
		return err.Error()
	}
	return string(out)
}

func blocking(w *walk.MainWindow, label *walk.Label) {
	w.Synchronize(func() {
		_ = label.SetText(status()) // want `callback-blocks: the callback passed to walk.WindowBase.Synchronize blocks the Win32 message loop of the form.*: calls status → \(\*exec.Cmd\).Output; instead: goroutine`
	})
}

func offloaded(w *walk.MainWindow, label *walk.Label) {
	go func() {
		text := status()
		w.Synchronize(func() { _ = label.SetText(text) })
	}()
}
