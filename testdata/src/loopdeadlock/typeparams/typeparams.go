// Package typeparams has generic loops.
package typeparams

type actor[T any] struct {
	inbox chan T
	asks  chan ask[T]
	quit  chan struct{}
	done  chan struct{}
}

type ask[T any] struct {
	value T
	reply chan T
}

func start[T any]() *actor[T] {
	a := &actor[T]{inbox: make(chan T), asks: make(chan ask[T], 1), quit: make(chan struct{}), done: make(chan struct{})}
	go a.run()
	return a
}

func (a *actor[T]) run() {
	defer close(a.done)
	for {
		select {
		case v := <-a.inbox:
			a.inbox <- v // want `the loop of run \(line \d+\) sends to a.inbox`
			a.Put(v)     // want `the loop of run \(line \d+\) calls a.Put, which sends to a.inbox`
			_ = a.Ask(v) // want `the loop of run \(line \d+\) calls a.Ask, which hands the loop a request through a.asks`
			a.Stop()     // want `the loop of run \(line \d+\) calls a.Stop, which receives from a.done`
		case q := <-a.asks:
			q.reply <- q.value
		case <-a.quit:
			return
		}
	}
}

func (a *actor[T]) Put(v T) { a.inbox <- v }

func (a *actor[T]) Ask(v T) T {
	reply := make(chan T, 1)
	a.asks <- ask[T]{v, reply}
	return <-reply
}

func (a *actor[T]) Stop() {
	close(a.quit)
	<-a.done
}

// Of another instance it is another loop.
type relay struct {
	in  chan int
	out *actor[string]
}

func newRelay() *relay {
	r := &relay{make(chan int), start[string]()}
	start[int]().Put(1)
	go r.run()
	return r
}

func (r *relay) run() {
	for range r.in {
		r.out.Put("x")
		r.out.Ask("x")
		r.out.Stop()
	}
}

func (r *relay) Put(v int) { r.in <- v }

// Sending is a function of its own.
func send[T any](ch chan<- T, v T) { ch <- v }

func other() chan<- int {
	ch, more := make(chan int), make(chan int)
	go func() {
		for {
			select {
			case v := <-ch:
				go send(more, v)
			case <-more:
			}
		}
	}()
	send(more, 1)
	return ch
}
