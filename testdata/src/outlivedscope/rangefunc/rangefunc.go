// Package rangefunc has tasks in and around range-over-func loops.
package rangefunc

import (
	"bufio"
	"bytes"
	"io"
	"iter"
	"os"
	"sync"
)

func index(f *os.File) { io.Copy(io.Discard, f) }

func perElement(names iter.Seq[string]) {
	f, _ := os.Open("all")
	defer f.Close() // want `once perElement has returned, io.Copy at line \d+ comes too late`
	for range names {
		go index(f)
	}
}

func deferredInLoop(names iter.Seq[string]) {
	for name := range names {
		f, _ := os.Open(name)
		defer f.Close()
		io.Copy(io.Discard, f)
	}
}

func joined(names iter.Seq[string]) {
	f, _ := os.Open("all")
	defer f.Close()
	var wg sync.WaitGroup
	for range names {
		wg.Go(func() { index(f) })
	}
	wg.Wait()
}

func lines(s *bufio.Scanner) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for s.Scan() && yield(s.Bytes()) {
		}
	}
}

func sent(s *bufio.Scanner, out chan<- []byte) {
	for line := range lines(s) {
		out <- bytes.Clone(line)
	}
}

func scanned(names iter.Seq[io.Reader], out chan<- []byte) {
	for r := range names {
		s := bufio.NewScanner(r)
		for s.Scan() {
			out <- s.Bytes() // want `receiver gets memory that s.Scan`
		}
	}
}
