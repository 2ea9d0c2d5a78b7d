//asynclint-flags: -apimodel.inferred -tags=clibs
//asynclint-pkgconfig: glib-2.0 gobject-2.0 gio-2.0

//go:build clibs

package gotk3

import "github.com/gotk3/gotk3/glib"

func clicked(button *glib.Object, show func(string)) {
	button.Connect("clicked", func() {
		show(status()) // want `callback-blocks: the callback passed to glib.Object.Connect blocks the GTK/GLib main loop.*: calls status → \(\*exec.Cmd\).Output`
	})
}

func clickedLater(button *glib.Object, show func(string)) {
	button.Connect("clicked", func() { offloaded(show) })
}
