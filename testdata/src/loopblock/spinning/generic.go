package spinning

import (
	"fmt"
	"iter"
	"time"
)

// Generic code is code like any other.
type inbox[T any] struct {
	in   chan T
	last T
}

func newInbox[T any]() *inbox[T] {
	b := &inbox[T]{in: make(chan T)}
	go b.run()
	return b
}

func (b *inbox[T]) run() {
	for {
		select {
		case v := <-b.in: // want `run spins once b.in is closed in stop: the case neither`
			b.last = v
		case <-time.After(time.Second):
		}
	}
}

func (b *inbox[T]) stop() { close(b.in) }

// In the body of a loop over a function, a return leaves all.
func each(seq iter.Seq[int], done chan struct{}) {
	in := make(chan int)
	go func() {
		for n := range seq {
			in <- n
		}
		close(in)
	}()
	for range seq {
		for {
			select {
			case n := <-in:
				if n == 0 {
					return
				}
				fmt.Println(n)
			case <-done:
				return
			}
		}
	}
}
