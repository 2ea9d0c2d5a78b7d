package example

import (
	"bufio"
	"io"
)

func readLines(r io.Reader, lines chan<- []byte) error {
	defer close(lines)
	s := bufio.NewScanner(r)
	for s.Scan() {
		lines <- s.Bytes() // want `receiver gets memory that s.Scan at line 11 overwrites: what s.Bytes returned is not copied`
	}
	return s.Err()
}
