// Package halfpipe lets the reader of a pipe wait for a writer that has failed.
package halfpipe

import (
	"encoding/json"
	"io"
)

// Upload sends a value as JSON, while it is being encoded.
func Upload(value any, send func(io.Reader) error) error {
	pr, pw := io.Pipe()
	go func() {
		pw.CloseWithError(json.NewEncoder(pw).Encode(value))
	}()
	return send(pr)
}
