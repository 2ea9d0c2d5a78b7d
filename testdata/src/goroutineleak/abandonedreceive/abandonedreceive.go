// Package abandonedreceive has goroutines that wait for what nobody sends.
package abandonedreceive

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync"
	"time"
)

type job struct{ n int }

func (j job) run() {}

func load(n int) (job, error) { return job{}, errors.New("load") }

func neverClosed(jobs []job) {
	ch := make(chan job) // want `nothing closes ch: the goroutine waits for ever on range ch \(line 22\) once neverClosed has returned`
	go func() {
		for j := range ch {
			j.run()
		}
	}()
	for _, j := range jobs {
		ch <- j
	}
}

func workers(jobs []job) {
	ch := make(chan job) // want `nothing closes ch`
	for range 4 {
		go func() {
			for j := range ch {
				j.run()
			}
		}()
	}
	for _, j := range jobs {
		ch <- j
	}
}

func unclosedOnError(n int) error {
	ch := make(chan job) // want `ch is not closed when unclosedOnError returns at line 55: the goroutine waits for ever on range ch \(line 48\)`
	go func() {
		for j := range ch {
			j.run()
		}
	}()
	for i := range n {
		j, err := load(i)
		if err != nil {
			return err
		}
		ch <- j
	}
	close(ch)
	return nil
}

func workersWaited(jobs []job) {
	ch := make(chan job, 10) // want `nothing closes ch`
	var wg sync.WaitGroup
	go worker(ch)
	for _, j := range jobs {
		ch <- j
	}
	wg.Wait()
}

func worker(ch <-chan job) {
	for j := range ch {
		j.run()
	}
}

func startSignal(n int) error {
	start := make(chan struct{}) // want `start is neither closed nor sent on when startSignal returns at line 88: the goroutine waits for ever on <-start \(line 83\)`
	for range n {
		go func() {
			<-start
			job{n}.run()
		}()
	}
	if _, err := load(n); err != nil {
		return err
	}
	close(start)
	return nil
}

func receivesInLoop(jobs []job) {
	ch := make(chan job) // want `nothing closes ch: the goroutine waits for ever on <-ch \(line 98\) once receivesInLoop has returned`
	go func() {
		for {
			j := <-ch
			j.run()
		}
	}()
	for _, j := range jobs {
		ch <- j
	}
}

func asksOK(n int) error {
	ch := make(chan job) // want `ch is not closed when asksOK returns at line 120`
	go func() {
		for {
			j, ok := <-ch
			if !ok {
				return
			}
			j.run()
		}
	}()
	j, err := load(n)
	if err != nil {
		return err
	}
	ch <- j
	close(ch)
	return nil
}

func deferredClose(jobs []job) error {
	ch := make(chan job)
	defer close(ch)
	go worker(ch)
	for i := range jobs {
		j, err := load(i)
		if err != nil {
			return err
		}
		ch <- j
	}
	return nil
}

func deferredInLiteral(jobs []job) error {
	ch := make(chan job)
	var wg sync.WaitGroup
	defer func() {
		close(ch)
		wg.Wait()
	}()
	wg.Add(1)
	go func() {
		defer wg.Done()
		worker(ch)
	}()
	for i := range jobs {
		j, err := load(i)
		if err != nil {
			return err
		}
		ch <- j
	}
	return nil
}

func closedOnAllPaths(n int) error {
	ch := make(chan job)
	go worker(ch)
	j, err := load(n)
	if err != nil {
		close(ch)
		return err
	}
	ch <- j
	close(ch)
	return nil
}

func closedByProducer(jobs []job) error {
	ch := make(chan job)
	go worker(ch)
	go func() {
		defer close(ch)
		for _, j := range jobs {
			ch <- j
		}
	}()
	_, err := load(1)
	return err
}

func closedByHelper(jobs []job) {
	ch := make(chan job)
	go worker(ch)
	send(ch, jobs)
}

func send(ch chan<- job, jobs []job) {
	for _, j := range jobs {
		ch <- j
	}
	close(ch)
}

func watchesContext(ctx context.Context, jobs []job) {
	ch := make(chan job)
	go func() {
		for {
			select {
			case j := <-ch:
				j.run()
			case <-ctx.Done():
				return
			}
		}
	}()
	for _, j := range jobs {
		select {
		case ch <- j:
		case <-ctx.Done():
			return
		}
	}
}

func leavesOnSentinel(jobs []job) {
	ch := make(chan job)
	go func() {
		for j := range ch {
			if j.n < 0 {
				return
			}
			j.run()
		}
	}()
	for _, j := range jobs {
		ch <- j
	}
	ch <- job{-1}
}

func receivesOne() {
	ch := make(chan job)
	go func() {
		j := <-ch
		j.run()
	}()
	ch <- job{1}
}

func receivesSomeOfBuffered(jobs []job) {
	ch := make(chan job, 3)
	ch <- job{1}
	go func() { (<-ch).run() }()
}

func startsAfterTheCheck(n int) error {
	ch := make(chan job)
	j, err := load(n)
	if err != nil {
		return err
	}
	go worker(ch)
	ch <- j
	close(ch)
	return nil
}

func stopsSignals() {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, os.Interrupt)
	go func() {
		for range ch {
			println("interrupted")
		}
	}()
}

func Handed() chan<- job {
	ch := make(chan job)
	go worker(ch)
	return ch
}

type pool struct{ ch chan job }

func newPool() *pool {
	p := &pool{ch: make(chan job)}
	go worker(p.ch)
	return p
}

func (p *pool) Close() { close(p.ch) }

func neverReturns(next func() job) {
	ch := make(chan job)
	go worker(ch)
	for {
		ch <- next()
	}
}

func closesInTimer(d time.Duration) {
	ch := make(chan job)
	go worker(ch)
	time.AfterFunc(d, func() { close(ch) })
}

func handsOutStop() (stop func()) {
	ch := make(chan job)
	go worker(ch)
	return func() { close(ch) }
}

func closesOnce() {
	ch := make(chan job)
	var once sync.Once
	stop := func() { once.Do(func() { close(ch) }) }
	defer stop()
	go worker(ch)
	ch <- job{1}
}

func closesInGroup(jobs []job) {
	ch := make(chan job)
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- j
		}()
	}
	go worker(ch)
	wg.Wait()
	close(ch)
}
