// Package typeparams holds generic code.
package typeparams

import (
	"bufio"
	"context"
	"io"
	"log"
	"os"
	"sync"
)

func read[T io.Reader](r T) { io.Copy(io.Discard, r) }

func generic[T any](name string, v T) {
	f, _ := os.Open(name)
	defer f.Close() // want `once generic has returned, io.Copy at line \d+ comes too late`
	go read(f)
}

type saver[T any] interface {
	Save(ctx context.Context, v T) error
}

func saved[T any](s saver[T], v T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel() // want `the context of s.Save at line \d+ is over`
	go func() {
		if err := s.Save(ctx, v); err != nil {
			log.Print(err)
		}
	}()
}

type line[T any] struct {
	text []byte
	v    T
}

func sent[T any](s *bufio.Scanner, out chan<- line[T]) {
	var v T
	for s.Scan() {
		out <- line[T]{text: s.Bytes(), v: v} // want `receiver gets memory`
	}
}

// Near-misses.

func joined[T io.ReadCloser](r T) {
	defer r.Close()
	var wg sync.WaitGroup
	wg.Go(func() { read(r) })
	wg.Wait()
}

func savedAndJoined[T any](s saver[T], v T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		log.Print(s.Save(ctx, v))
	}()
	<-done
}

func text[T any](s *bufio.Scanner, out chan<- string, v T) {
	for s.Scan() {
		out <- s.Text()
	}
}

func closedByTask[T io.ReadCloser](r T) {
	go func() {
		defer r.Close()
		read(r)
	}()
}
