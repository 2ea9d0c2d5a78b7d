package fields

import "sync"

// The commonest shape of a server: a constructor starts a task, Close ends it.

type server struct {
	done chan struct{}
	reqs chan int
	once sync.Once
}

func newServer(n int) *server {
	s := &server{
		done: make(chan struct{}), // want `^s.done cap 0: recv@10 guarded in loop, close@19 in Close.1, recv@26 guarded in do$`
		reqs: make(chan int, n),   // want `^s.reqs cap computed: recv@11 guarded in loop, send@24 guarded in do$`
	}
	go s.loop() // want `^must recv s.done, 1 to 1; may recv s.reqs, 0 or more$`
	return s
}

func (s *server) loop() {
	for {
		select {
		case <-s.done:
			return
		case r := <-s.reqs:
			_ = r
		}
	}
}

func (s *server) Close() {
	s.once.Do(func() { close(s.done) }) // want `^must close s.done, 0 to 1$` `^must close s.done, 1 to 1$`
}

func (s *server) do(r int) {
	defer s.Close() // want `^must close s.done, 0 to 1$`
	select {
	case s.reqs <- r:
	case <-s.done:
	}
}

func (s *server) restart() {
	s.done = nil
}

// A channel that is in a variable first.

type worker struct{ quit, gone chan bool }

func newWorker() *worker {
	quit := make(chan bool) // want `^w.quit cap 0: recv@5 in newWorker.1, send@11 in stop$`
	gone := make(chan bool) // want `^w.gone cap 0: close@3 deferred in newWorker.1, recv@11 in stop$`
	w := &worker{quit: quit, gone: gone}
	go func() { // want `^must recv w.quit, 1 to 1; must close w.gone, 1 to 1$`
		defer close(gone) // want `^must close w.gone, 1 to 1$`
		<-quit
	}()
	return w
}

func (w *worker) stop() {
	w.quit <- true
	<-w.gone
}

// One field, several makes.

type pair struct{ c chan int }

func pairs() (a, b pair) {
	a.c = make(chan int, 1) // want `^a.c cap unknown: send@2, recv@3$`
	b.c = make(chan int, 2)
	a.c <- 1
	<-b.c
	return a, b
}

func same() {
	p := pair2{make(chan int, 3)} // want `^p.c cap 3: send@2, recv@3$`
	p.c = make(chan int, 3)
	p.c <- 1
	<-p.c
}

type pair2 struct{ c chan int }

// A request that carries the channel for its answer.

type request struct {
	arg    int
	answer chan int
}

func (s *server) serve(requests chan request) {
	for r := range requests {
		r.answer <- r.arg
	}
}

func (s *server) ask(requests chan request) int {
	r := request{1, make(chan int)} // want `^r.answer cap 0: send@-5 in serve, recv@2$`
	requests <- r
	return <-r.answer
}

// Two fields that hold the same channel.

type left struct{ c chan int }
type right struct{ c chan int }

func shared() {
	c := make(chan int) // want `^l.c cap 0: send@2 in shared.1, recv@3$`
	l, r := left{c}, right{c}
	go func() { l.c <- 1 }() // want `^must send l.c, 1 to 1$`
	<-r.c
}

// Types that are converted to each other.

type from struct{ c chan int }
type to struct{ c chan int }

func converted() {
	f := from{make(chan int)} // want `^f.c cap 0: send@2 in converted.1, recv@3$`
	t := to(f)
	go func() { t.c <- 1 }() // want `^must send f.c, 1 to 1$`
	<-f.c
}

// Fields that others can assign.

type Public struct {
	C chan int
	d chan int
}

func NewPublic() *Public {
	return &Public{
		C: make(chan int), // want `^p.C cap 0: recv@5 in Recv; escapes@0, others do anything$`
		d: make(chan int), // want `^p.d cap 0: recv@4 in Recv$`
	}
}

func (p *Public) Recv() (int, int) { return <-p.C, <-p.d }

type hidden struct{ C chan int }

func newHidden() *hidden {
	return &hidden{make(chan int)} // want `^C cap 0$`
}

type embedded struct{ C chan int }

type Outer struct{ embedded }

func NewOuter() Outer {
	return Outer{embedded{make(chan int)}} // want `^C cap 0; escapes@0, others do anything$`
}

var anonymous = struct{ C chan int }{make(chan int)} // want `^C cap 0; escapes@0, others do anything$`

// A field with a channel that comes from elsewhere.

type stopper struct{ stop chan int }

func NewStopper(stop chan int) *stopper { return &stopper{stop: stop} }

func defaultStopper() *stopper {
	return &stopper{stop: make(chan int)} // want `^stop cap 0; escapes@-3, others do anything$`
}

// Access for others.

type ticker struct {
	c    chan int
	done chan struct{}
}

func (t *ticker) C() <-chan int         { return t.c }
func (t *ticker) In() chan<- int        { return t.c }
func (t *ticker) Done() <-chan struct{} { return t.done }

func newTicker() *ticker {
	return &ticker{
		c:    make(chan int),      // want `^t.c cap 0; escapes@-6, others do anything$`
		done: make(chan struct{}), // want `^t.done cap 0; escapes@-5, others receive$`
	}
}

// The address of a field.

type addressed struct{ c chan int }

func address(f func(*chan int)) {
	a := addressed{make(chan int)} // want `^c cap 0; escapes@1, others do anything$`
	f(&a.c)                        // want `^may send c, 0 or more; may recv c, 0 or more; may close c, 0 or more$`
}

// Package-level variables.

var events = make(chan int, 8) // want `^events cap 8: send@4 in emit, recv@6 in receive$`

var Events = make(chan int) // want `^Events cap 0: send@2 in emit; escapes@0, others do anything$`

func emit() { events <- 1; Events <- 1 }

func receive() { <-events }

var late chan int

func setUp() {
	late = make(chan int) // want `^late cap 0: close@1$`
	close(late)           // want `^must close late, 1 to 1$`
}

func callsEmit() {
	emit() // want `^must send events, 1 to 1; must send Events, 1 to 1$`
}

// A struct type without a name is written twice, and is one type.

type ring struct {
	slot *struct{ c chan int }
}

func newRing() *ring {
	return &ring{slot: &struct{ c chan int }{make(chan int, 1)}} // want `^c cap 1; escapes@0, others do anything$`
}

func (r *ring) put(n int) { r.slot.c <- n }
