package driver

import (
	"io"
	"os"
)

// isTerminal reports whether w is a terminal: a character device other than the
// null device.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// wantColor decides on colour for w: auto means a terminal which is not known
// to be without, unless the user said no by way of NO_COLOR (no-color.org).
func wantColor(choice string, w io.Writer) bool {
	switch choice {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}

// wantProgress decides on a progress line.
func wantProgress(choice string, w io.Writer) bool {
	switch choice {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("TERM") != "dumb" && isTerminal(w)
}
