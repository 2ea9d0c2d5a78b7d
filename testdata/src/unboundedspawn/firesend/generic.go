package firesend

import "iter"

type bus[T any] struct {
	ch chan T
}

func (b *bus[T]) loop(handle func(T)) {
	for v := range b.ch {
		handle(v)
	}
}

func (b *bus[T]) Post(v T) {
	go func() { b.ch <- v }() // want `each call of \(\*bus\).Post starts a goroutine only to send to b.ch`
}

func pump[T any](in <-chan T, out chan<- T) {
	for v := range in {
		go func() { out <- v }() // want `each value of in starts a goroutine only to send to out`
	}
}

func pumpAll[T any](in iter.Seq[T], out chan<- T) {
	for v := range in {
		go func() { out <- v }()
	}
}

func pumpBatches[T any](in <-chan iter.Seq[T], out chan<- T) {
	for batch := range in {
		for v := range batch {
			go func() { out <- v }() // want `each value of in starts a goroutine only to send to out`
		}
	}
}
