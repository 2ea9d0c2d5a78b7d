// Package halfpipe lets the reader of a pipe wait for a writer that has failed.
package halfpipe

import "io"

// Upload sends what is rendered, while it is.
func Upload(render func(io.Writer) error, send func(io.Reader) error) error {
	pr, pw := io.Pipe()
	go func() {
		pw.CloseWithError(render(pw))
	}()
	return send(pr)
}
