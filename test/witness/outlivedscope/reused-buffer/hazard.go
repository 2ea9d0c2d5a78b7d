// Package reusedbuffer hands out lines that the scanner will write over.
package reusedbuffer

import (
	"bufio"
	"io"
)

// Lines sends the lines that r has.
func Lines(r io.Reader, out chan<- []byte) error {
	defer close(out)
	s := bufio.NewScanner(r)
	for s.Scan() {
		out <- s.Bytes()
	}
	return s.Err()
}
