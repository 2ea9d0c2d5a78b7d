package typeparams

import "net/http"

type source[T any] struct {
	ch  chan T
	url func(T) string
	sem chan struct{}
}

func newSource[T any](n int) *source[T] {
	return &source[T]{ch: make(chan T), sem: make(chan struct{}, n)}
}

func send[T any](url string, v T) { http.Get(url) }

func (s *source[T]) all() {
	for v := range s.ch {
		go send("x", v) // want `each value of s.ch starts a goroutine`
	}
}

func (s *source[T]) some() {
	for v := range s.ch {
		s.sem <- struct{}{}
		go func() {
			defer func() { <-s.sem }()
			send("x", v)
		}()
	}
}

func (s *source[T]) none() {
	for v := range s.ch {
		send("x", v)
	}
}
