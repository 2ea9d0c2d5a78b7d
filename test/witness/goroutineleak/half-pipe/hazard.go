// Package halfpipe lets the reader of a pipe wait for a writer that has failed.
package halfpipe

import (
	"encoding/json"
	"io"
	"log"
)

// Upload sends a value as JSON, while it is being encoded.
func Upload(value any, send func(io.Reader) error) error {
	pr, pw := io.Pipe()
	go func() {
		if err := json.NewEncoder(pw).Encode(value); err != nil {
			log.Printf("encode: %v", err)
			return
		}
		pw.Close()
	}()
	return send(pr)
}
