// Package nopartner has channels with one end.
package nopartner

import (
	"context"
	"sync"
	"time"
)

func work() int { return 1 }

func sendOnly() {
	ch := make(chan int)
	go func() {
		ch <- work() // want `the goroutine blocks for ever on ch <- work\(\): nobody receives from ch`
	}()
}

func sendOnlyWaited() {
	done := make(chan bool)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		work()
		done <- true // want `the goroutine blocks for ever on done <- true: nobody receives from done`
	}()
	wg.Wait()
}

func sendMany(list []int) {
	ch := make(chan int, 1)
	for range list {
		go func() {
			ch <- work() // want `the goroutine blocks for ever on ch <- work\(\) once ch is full \(it has room for 1\): nobody receives from ch`
		}()
	}
}

func sendInSpawner() {
	ch := make(chan int)
	work()
	ch <- 1 // want `sendInSpawner blocks for ever on ch <- 1: nobody receives from ch`
}

func receiveOnly() {
	stop := make(chan struct{})
	go func() {
		<-stop // want `the goroutine waits for ever on <-stop: nothing sends on stop or closes it`
		work()
	}()
}

func rangeOnly() {
	ch := make(chan int)
	go func() {
		for n := range ch { // want `the goroutine waits for ever on range ch: nothing sends on ch or closes it`
			println(n)
		}
	}()
}

func waits() {
	done := make(chan struct{})
	go work()
	<-done // for the end of the process
}

func both() {
	ch := make(chan int)
	go func() { ch <- work() }()
	println(<-ch)
}

func closed() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		work()
	}()
	<-done
}

func buffered() {
	ch := make(chan int, 1)
	go func() { ch <- work() }()
}

func offered() {
	ch := make(chan int)
	go func() {
		select {
		case ch <- work():
		default:
		}
	}()
}

func withTimeout() {
	never := make(chan struct{})
	select {
	case <-never:
	case <-time.After(time.Second):
	}
}

func watched(ctx context.Context) {
	ch := make(chan int)
	go func() {
		select {
		case ch <- work():
		case <-ctx.Done():
		}
	}()
}

func forever() {
	<-make(chan struct{})
}

func foreverToo() {
	go work()
	<-(chan int)(nil)
}

func unused() {
	ch := make(chan int)
	_ = ch
	work()
}

func measured() int {
	ch := make(chan int, 3)
	return cap(ch) + len(ch)
}

func onlyClosed() {
	ch := make(chan int)
	close(ch)
	work()
}

type server struct {
	ch   chan int
	Stop chan struct{}
}

func (s *server) field() {
	s.ch = make(chan int)
	go func() { s.ch <- work() }()
}

func newServer() *server {
	s := &server{Stop: make(chan struct{})}
	go func() {
		<-s.Stop
		work()
	}()
	return s
}

func given(use func(chan int)) {
	ch := make(chan int)
	go func() { ch <- work() }()
	use(ch)
}

func inSlice(n int) (chans []chan int) {
	for range n {
		ch := make(chan int)
		go func() { ch <- work() }()
		chans = append(chans, ch)
	}
	return chans
}

func inContext(ctx context.Context) context.Context {
	ch := make(chan int)
	go func() { ch <- work() }()
	return context.WithValue(ctx, "ch", ch)
}

func sentOn(chans chan chan int) {
	ch := make(chan int)
	chans <- ch
	go func() { ch <- work() }()
}

func replies(requests chan func(int)) {
	ch := make(chan int)
	requests <- func(n int) { ch <- n }
	println(<-ch)
}

func disabled(ticks <-chan time.Time, stop <-chan struct{}) {
	never := make(chan time.Time)
	if ticks == nil {
		ticks = never
	}
	for {
		select {
		case <-ticks:
			work()
		case <-stop:
			return
		}
	}
}
