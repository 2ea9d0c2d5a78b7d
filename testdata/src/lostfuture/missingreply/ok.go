package missingreply

import (
	"context"
	"errors"
	"log"
	"sync"
	"time"
)

func always() (int, error) {
	type result struct {
		v   int
		err error
	}
	ch := make(chan result, 1)
	go func() {
		v, err := load()
		if err != nil {
			ch <- result{err: err}
			return
		}
		ch <- result{v: v}
	}()
	r := <-ch
	return r.v, r.err
}

func deferred() int {
	ch := make(chan int, 1)
	go func() {
		v := 0
		defer func() { ch <- v }()
		w, err := load()
		if err != nil {
			log.Print(err)
			return
		}
		v = w
	}()
	return <-ch
}

func closes() (int, bool) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		v, err := load()
		if err != nil {
			log.Print(err)
			return
		}
		ch <- v
	}()
	v, ok := <-ch
	return v, ok
}

func withTimeout() int {
	ch := make(chan int, 1)
	go func() {
		v, err := load()
		if err != nil {
			log.Print(err)
			return
		}
		ch <- v
	}()
	select {
	case v := <-ch:
		return v
	case <-time.After(time.Second):
		return 0
	}
}

func withDefault() int {
	ch := make(chan int, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		if v, err := load(); err == nil {
			ch <- v
		}
	})
	wg.Wait()
	select {
	case v := <-ch:
		return v
	default:
		return 0
	}
}

func bothChannels() (int, error) {
	out := make(chan int, 1)
	errc := make(chan error, 1)
	go func() {
		v, err := load()
		if err != nil {
			errc <- err
			return
		}
		out <- v
	}()
	select {
	case v := <-out:
		return v, nil
	case err := <-errc:
		return 0, err
	}
}

// A panic of the task ends the process.
func panics() int {
	ch := make(chan int)
	go func() {
		v, err := load()
		if err != nil {
			panic(err)
		}
		ch <- v
	}()
	return <-ch
}

func fatal() int {
	ch := make(chan int)
	go func() {
		v, err := load()
		if err != nil {
			log.Fatal(err)
		}
		ch <- v
	}()
	return <-ch
}

// The deferred function sends what was recovered.
func recoveredAndSent() error {
	ch := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				ch <- errors.New("panic")
			}
		}()
		if _, err := load(); err != nil {
			panic(err)
		}
		ch <- nil
	}()
	return <-ch
}

// Somebody else sends too.
func twoSenders() int {
	ch := make(chan int, 2)
	go func() {
		if v, err := load(); err == nil {
			ch <- v
		}
	}()
	go func() {
		time.Sleep(time.Second)
		ch <- 0
	}()
	return <-ch
}

func spawnerSends() int {
	ch := make(chan int, 1)
	go func() {
		if v, err := load(); err == nil {
			ch <- v
		}
	}()
	if _, err := load(); err != nil {
		ch <- 0
	}
	return <-ch
}

// The spawner has heard of the failure before it comes to the receive.
func asksFirst() int {
	var wg sync.WaitGroup
	var failed error
	ch := make(chan int, 1)
	wg.Go(func() {
		v, err := load()
		if err != nil {
			failed = err
			return
		}
		ch <- v
	})
	wg.Wait()
	if failed != nil {
		return 0
	}
	return <-ch
}

func handshake() int {
	ok := make(chan bool, 1)
	ch := make(chan int, 1)
	go func() {
		v, err := load()
		ok <- err == nil
		if err != nil {
			return
		}
		ch <- v
	}()
	if !<-ok {
		return 0
	}
	return <-ch
}

// The spawner ends the context after the receive, and nobody else does.
func ownContext() int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ch := make(chan int)
	go func() {
		v, _ := load()
		select {
		case ch <- v:
		case <-ctx.Done():
		}
	}()
	return <-ch
}

func ownStop() int {
	stop := make(chan struct{})
	defer close(stop)
	ch := make(chan int)
	go func() {
		v, _ := load()
		select {
		case ch <- v:
		case <-stop:
		}
	}()
	return <-ch
}

// Who looks for something finds it, or so it seems.
func search(xs []int, wanted func(int) bool) int {
	ch := make(chan int)
	go func() {
		for _, x := range xs {
			if wanted(x) {
				ch <- x
				return
			}
		}
	}()
	return <-ch
}

// The input may hold what is awaited, always.
func filter(in <-chan int) int {
	ch := make(chan int)
	go func() {
		for x := range in {
			if x > 0 {
				ch <- x
				return
			}
		}
	}()
	return <-ch
}

// The first of them is enough.
func firstOf(xs []string) int {
	ch := make(chan int, len(xs))
	for range xs {
		go func() {
			if v, err := load(); err == nil {
				ch <- v
			}
		}()
	}
	return <-ch
}

// What fails is not counted.
func countedByOthers(xs []string, enough int) (sum int) {
	ch := make(chan int, len(xs))
	for range xs {
		go func() {
			if v, err := load(); err == nil {
				ch <- v
			}
		}()
	}
	for range enough {
		sum += <-ch
	}
	return sum
}

// The channel goes to where it can't be followed.
func handedOn() int {
	ch := make(chan int, 1)
	handle(ch)
	go func() {
		if v, err := load(); err == nil {
			ch <- v
		}
	}()
	return <-ch
}

// The condition is the spawner's own, on both sides.
func sameCondition(fast bool) int {
	ch := make(chan int, 1)
	go func() {
		if !fast {
			return
		}
		v, _ := load()
		ch <- v
	}()
	if !fast {
		return 0
	}
	return <-ch
}

// The timer may send, or not.
func timer() {
	ch := make(chan int, 1)
	t := time.AfterFunc(time.Second, func() {
		if v, err := load(); err == nil {
			ch <- v
		}
	})
	defer t.Stop()
	<-ch
}

func ranges() (sum int) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		if v, err := load(); err == nil {
			ch <- v
		}
	}()
	for v := range ch {
		sum += v
	}
	return sum
}

// Each round has its own channel, and the loop is left where one is not heard of.
func retries(n int) int {
	for range n {
		ch := make(chan int, 1)
		go func() {
			v, err := load()
			if err != nil {
				v = -1
			}
			ch <- v
		}()
		if v := <-ch; v >= 0 {
			return v
		}
	}
	return 0
}
