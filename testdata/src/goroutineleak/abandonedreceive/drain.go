package abandonedreceive

import (
	"bufio"
	"io"
	"time"
)

// The reader closes the channel, and was started before the function returns.
func drainsInTheEnd(r io.Reader) error {
	lines := make(chan string)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(r)
		for scanner.Scan() {
			lines <- scanner.Text()
		}
	}()
	defer func() {
		go func() {
			for range lines {
			}
		}()
	}()
	select {
	case <-time.After(time.Second):
		return io.EOF
	case line, ok := <-lines:
		if !ok {
			return io.ErrUnexpectedEOF
		}
		println(line)
	}
	return nil
}
