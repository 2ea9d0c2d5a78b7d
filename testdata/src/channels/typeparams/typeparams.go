package typeparams

import "sync"

func send[T any](ch chan<- T, v T) { ch <- v }

func closeAny[C ~chan E, E any](c C) { close(c) } // want `^may close ints, 0 to 1; may close strings, 0 to 1$`

func calls() {
	ints := make(chan int, 1)       // want `^ints cap 1 local: send@-5 maybe in send, close@-3 maybe in closeAny$`
	strings := make(chan string, 1) // want `^strings cap 1 local: send@-6 maybe in send, close@-4 maybe in closeAny$`
	send(ints, 1)                   // want `^must send ints, 1 to 1$`
	send(strings, "")               // want `^must send strings, 1 to 1$`
	go closeAny(ints)               // want `^must close ints, 1 to 1$`
	defer closeAny(strings)         // want `^must close strings, 1 to 1$`
	f := send[int]
	f(ints, 1) // want `^must send ints, 1 to 1$`
}

type queue[T any] struct {
	items chan T
	done  chan struct{}
	once  sync.Once
}

func newQueue[T any](n int) *queue[T] {
	q := &queue[T]{
		items: make(chan T, n),     // want `^q.items cap computed: send@8 in push, recv@13 range in run$`
		done:  make(chan struct{}), // want `^q.done cap 0: close@11 deferred in run$`
	}
	go q.run() // want `^must recv q.items, 0 or more; must close q.done, 1 to 1$`
	return q
}

func (q *queue[T]) push(v T) {
	q.items <- v
}

func (q *queue[T]) run() {
	defer close(q.done) // want `^must close q.done, 1 to 1$`
	for range q.items {
	}
}

func useQueue() {
	q := newQueue[int](3)
	q.push(1) // want `^must send q.items, 1 to 1$`
	push := q.push
	push(2) // want `^must send q.items, 1 to 1$`
}

// A channel as a type argument.

func identity[T any](v T) T { return v }

func passed() {
	ch := make(chan int) // want `^ch cap 0 local: close@1$`
	close(identity(ch))  // want `^must close ch, 1 to 1$`
}

type box[T any] struct{ v T }

func boxed() {
	b := box[chan int]{make(chan int)} // want `^b.v cap 0: close@1$`
	close(b.v)                         // want `^must close b.v, 1 to 1$`
}

func lost[T any](v T) any { return v }

func loses() {
	ch := make(chan int) // want `^ch cap 0; escapes@-3, others do anything$`
	lost(ch)
}

func zero[T any]() (v T) { return v }

func method[T interface{ Close() }](v T) { v.Close() }
