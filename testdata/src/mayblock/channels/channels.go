// Package channels waits on channels, and nearly does.
package channels

import (
	"context"
	"sync"
	"time"
)

func Receive(c chan int) { <-c } // want Receive:"mayblock: channel: receive from c"

func Range(c chan int) { // want Range:"mayblock: channel: receive from c"
	for range c {
	}
}

func After() { <-time.After(1) } // want After:`mayblock: sleep: receive from time.After\(\)`

func TimerC(t *time.Timer) { <-t.C } // want TimerC:"mayblock: sleep: receive from t.C"

func Done(ctx context.Context) { <-ctx.Done() } // want Done:`mayblock: wait: receive from ctx.Done\(\)`

func Forever() { select {} } // want Forever:"mayblock: wait: select {}"

func OneCase(c chan int) { // want OneCase:"mayblock: channel: receive from c"
	select {
	case <-c:
	}
}

type server struct {
	reqs chan chan int
	sem  chan struct{}
}

func NewServer() *server {
	return &server{reqs: make(chan chan int), sem: make(chan struct{}, 4)}
}

// Ask waits for a reply.
func (s *server) Ask() int { // want Ask:"mayblock: channel: receive from reply"
	reply := make(chan int)
	s.reqs <- reply
	return <-reply
}

// Body of a case counts.
func Case(c chan int) { // want Case:"mayblock: sleep: time.Sleep"
	select {
	case <-c:
		time.Sleep(1)
	default:
	}
}

// These do not block, or there is too little evidence.

func Select(c chan int, ctx context.Context) {
	select {
	case <-c:
	case <-ctx.Done():
	}
}

func Default(c chan int) {
	select {
	case <-c:
	case v := <-c:
		_ = v
	default:
	}
}

func Drain(t *time.Timer) {
	if !t.Stop() {
		<-t.C
	}
}

func Buffered() int {
	c := make(chan int, 1)
	c <- 1
	return <-c
}

func (s *server) Slot() {
	s.sem <- struct{}{}
	defer func() { <-s.sem }()
}

type gated struct{ setupCompleted chan struct{} }

func (g *gated) Use() { <-g.setupCompleted }

func (s *server) Release() { <-s.sem }

func (s *server) Send(c chan int) { s.reqs <- c }

func Join(work func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		work()
	}()
	<-done
}

func Group(work []func()) {
	var wg sync.WaitGroup
	for _, f := range work {
		wg.Go(f)
	}
	wg.Wait()
}

func Pool(jobs []int) {
	c := make(chan int)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range c {
			}
		}()
	}
	for _, j := range jobs {
		c <- j
	}
	close(c)
	wg.Wait()
}

// What is joined is waited for.

func JoinSleep() { // want JoinSleep:"mayblock: sleep: time.Sleep"
	done := make(chan struct{})
	go func() {
		defer close(done)
		time.Sleep(1)
	}()
	<-done
}

func GroupSleep() { // want GroupSleep:"mayblock: sleep: channels.nap → time.Sleep"
	var wg sync.WaitGroup
	wg.Go(nap)
	wg.Go(func() {})
	wg.Wait()
}

func nap() { time.Sleep(1) }

// Of what is started, that which has to do with the wait is waited for.

func Beside() {
	go func() { time.Sleep(1) }()
	var wg sync.WaitGroup
	wg.Go(func() {})
	wg.Wait()
}

func BesideChannel(n int) int {
	last := make(chan int, 1)
	last <- n
	go time.Sleep(1)
	return <-last
}

func WithBeside() { // want WithBeside:"mayblock: sleep: time.Sleep"
	go func() {}()
	var wg sync.WaitGroup
	wg.Go(func() { time.Sleep(1) })
	wg.Wait()
}

func ByName() { // want ByName:"mayblock: sleep: time.Sleep"
	done := make(chan struct{})
	work := func() {
		time.Sleep(1)
		close(done)
	}
	go work()
	<-done
}

func FilledLater() int { // want FilledLater:"mayblock: channel: receive from answer"
	answer := make(chan int, 1)
	time.AfterFunc(time.Second, func() { answer <- 1 })
	return <-answer
}

func FilledNow(each func(func(int))) int {
	answer := make(chan int, 2)
	func() { answer <- 1 }()
	time.AfterFunc(time.Second, func() { answer <- 2 })
	other := make(chan int, 1)
	each(func(n int) { other <- n })
	return <-answer + <-other
}
