// Package finish closes what it is passed, or doesn't.
package finish

import "io"

// Close closes the pipe.
func Close(w *io.PipeWriter, err error) { w.CloseWithError(err) }

// Note does not.
func Note(w *io.PipeWriter, err error) { println(w, err) }

// Loop never returns, but that is known to this package alone.
func Loop() {
	for {
		println("again")
	}
}
