//asynclint-env: GOOS=windows CGO_ENABLED=0
//asynclint-flags: -apimodel.inferred

//go:build windows

package walk

import "github.com/lxn/walk"

func clicked(button *walk.PushButton, label *walk.Label) {
	button.Clicked().Attach(func() {
		_ = label.SetText(status()) // want `callback-blocks: the callback passed to walk.Event.Attach blocks the Win32 message loop of the form.*: calls status → \(\*exec.Cmd\).Output`
	})
}

func clickedLater(w *walk.MainWindow, button *walk.PushButton, label *walk.Label) {
	button.Clicked().Attach(func() { offloaded(w, label) })
}
