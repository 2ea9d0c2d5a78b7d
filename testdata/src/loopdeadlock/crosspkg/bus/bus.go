// Package bus has a loop whose methods others call.
package bus

// A Bus calls its listeners on its loop.
type Bus struct {
	Out   chan int // for everybody
	in    chan int
	funcs chan func()
}

// New starts a bus.
func New() *Bus {
	b := &Bus{Out: make(chan int), in: make(chan int), funcs: make(chan func())}
	go b.run()
	return b
}

func (b *Bus) run() {
	for {
		select {
		case v := <-b.in:
			b.Out <- v // somebody else receives
			b.Send(v)  // want `the loop of run \(line \d+\) calls b.Send, which sends to b.in`
		case f := <-b.funcs:
			f()
		case <-b.Out:
		}
	}
}

// Send hands the bus a value.
func (b *Bus) Send(v int) { b.in <- v }

// Do runs f on the loop and waits for it.
func (b *Bus) Do(f func()) {
	done := make(chan struct{})
	b.funcs <- func() {
		f()
		close(done)
	}
	<-done
}
