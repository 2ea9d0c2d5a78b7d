// Package typeparams holds generic code.
package typeparams

import "log"

// Map calls a function for each value.
func Map[T, U any](list []T, fn func(T) U) []U {
	defer rescue[T]()
	out := make([]U, len(list))
	done := make(chan struct{})
	go func() { // want `a panic of fn ends the process`
		defer close(done)
		for i, v := range list {
			out[i] = fn(v)
		}
	}()
	<-done
	return out
}

func rescue[T any]() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func called[T any](v T) {
	defer func() {
		rescue[T]() // want `rescue does not recover here`
	}()
	log.Print(v)
}

func deferRecover[T any](v T) {
	defer recover() // want `defer recover\(\) does not recover`
	log.Print(v)
}

type stack[T any] struct{ onPush func(T) }

func (s *stack[T]) rescue() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func (s *stack[T]) push(v T) {
	defer s.rescue()
	log.Print(v)
}

func (s *stack[T]) pushLater(v T) {
	defer s.rescue()
	go s.onPush(v) // nobody outside sets it
}

// Recovering has the recover where it belongs.
func Recovering[T any](list []T, fn func(T)) {
	defer rescue[T]()
	for _, v := range list {
		go func() {
			defer rescue[T]()
			fn(v)
		}()
	}
}
