package example

import (
	"bufio"
	"bytes"
	"io"
)

func readLinesCopied(r io.Reader, lines chan<- []byte) error {
	defer close(lines)
	s := bufio.NewScanner(r)
	for s.Scan() {
		lines <- bytes.Clone(s.Bytes())
	}
	return s.Err()
}
