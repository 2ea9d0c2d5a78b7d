// Package spinning has loops that go on after a channel was closed.
package spinning

import (
	"context"
	"errors"
	"fmt"
	"log"
	"sync"
	"time"
)

type job struct {
	id   int
	name string
}

type worker struct {
	jobs   chan *job
	reload chan job
	quit   chan struct{}
	ctx    context.Context
	wg     sync.WaitGroup
	n      int
}

func newWorker(ctx context.Context) *worker {
	w := &worker{jobs: make(chan *job), reload: make(chan job), quit: make(chan struct{}), ctx: ctx}
	go w.run()
	return w
}

// The close of reload is not seen, that of jobs is.
func (w *worker) run() {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case j, ok := <-w.jobs:
			if !ok {
				return
			}
			w.n += j.id
		case j := <-w.reload: // want `run spins once w.reload is closed in Stop: the case neither leaves the loop nor sets the channel to nil`
			w.n = j.id
		case <-tick.C:
			w.n = 0
		}
	}
}

func (w *worker) Stop() { close(w.reload) }

func (w *worker) drain() { close(w.jobs) }

// A nil pointer is not looked at before it is used.
func nilJob(stop <-chan struct{}) chan<- *job {
	jobs := make(chan *job)
	go func() {
		total := 0
		for {
			select {
			case j := <-jobs: // want `nilJob panics once jobs is closed in nilJob: the case uses the nil that it receives then`
				total += j.id
			case <-stop:
				return
			}
		}
	}()
	go func() {
		for i := range 10 {
			jobs <- &job{id: i}
		}
		close(jobs)
	}()
	return nil
}

// The context's end leads nowhere.
func forgets(ctx context.Context, in chan int) {
	for {
		select {
		case n := <-in:
			fmt.Println(n)
		case <-ctx.Done(): // want `forgets spins once ctx is done: the case does not leave the loop`
			log.Println("over")
		}
	}
}

// The break is meant for the loop.
func breaks(ctx context.Context, in chan int) {
	for {
		select {
		case n := <-in:
			fmt.Println(n)
		case <-ctx.Done():
			log.Println("over")
			break // want `break leaves the select, not the loop: breaks spins once ctx is done`
		}
	}
}

// The same where something comes after the loop.
func breaksOut(ctx context.Context, in chan int) (n int) {
	{
		for {
			select {
			case n = <-in:
			case <-ctx.Done():
				break // want `break leaves the select, not the loop: breaksOut spins once ctx is done`
			}
		}
	}
	return n
}

// The loop has a label, and another loop has the usual name.
func labelled(w *worker, in chan int) {
loop:
	for range 3 {
		if w.n > 0 {
			break loop
		}
	}
	for {
		select {
		case n := <-in:
			fmt.Println(n)
		case <-w.quit:
			break // want `break leaves the select, not the loop: labelled goes on, or spins, after w.quit`
		}
	}
	fmt.Println("done")
}

// The second result is asked for, and the answer is no answer.
func answers(in []int) {
	results := make(chan int)
	var wg sync.WaitGroup
	for _, n := range in {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- n
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	sum := 0
all:
	for {
		select {
		case n, ok := <-results:
			if !ok {
				break // want `break leaves the select, not the loop: answers spins once results is closed in answers`
			}
			sum += n
		case <-time.After(time.Hour):
			break all
		}
	}
	fmt.Println(sum)
}

// Neither is this.
func goesOn() {
	lines := make(chan string)
	go produce(lines)
	for {
		select {
		case line, ok := <-lines: // want `goesOn spins once lines is closed in produce: the case neither leaves`
			if !ok {
				continue
			}
			fmt.Println(line)
		case <-time.After(time.Minute):
			fmt.Println("quiet")
		}
	}
}

func produce(lines chan<- string) {
	defer close(lines)
	lines <- "a"
}

// A loop around one receive.
func single() {
	errs := make(chan error)
	go func() {
		errs <- errors.New("x")
		close(errs)
	}()
	for {
		err := <-errs // want `single spins once errs is closed in single: the receive neither leaves`
		if err != nil {
			log.Println(err)
		}
	}
}

// What comes out is sent on, for ever.
func forwards(out chan<- int, stop chan bool) {
	in := make(chan int)
	go func() {
		defer close(in)
		in <- 1
	}()
	for {
		select {
		case v := <-in: // want `forwards repeats the case for ever once in is closed in forwards: the case neither`
			out <- v
		case <-stop:
			return
		}
	}
}

// It goes round anyway: what is wrong is that it does not stop.
func polls(ctx context.Context, in chan int) {
	for {
		select {
		case <-ctx.Done():
			break // want `break leaves the select, not the loop: polls goes on after ctx.Done\(\)`
		default:
		}
		fmt.Println(len(in))
		time.Sleep(time.Second)
	}
}

// The case takes its time, again and again.
func slow(ctx context.Context, in chan int) {
	for {
		select {
		case n := <-in:
			fmt.Println(n)
		case <-ctx.Done(): // want `slow repeats the case for ever once ctx is done: the case does not leave the loop`
			time.Sleep(time.Second)
		}
	}
}

// Nothing that the case does leads out of this loop.
func wait(ctx context.Context, status func() (string, error)) (string, error) {
	tick := time.NewTicker(time.Second)
	for {
		select {
		case <-ctx.Done(): // want `wait spins once ctx is done: the case does not leave the loop`
		case <-tick.C:
			if st, err := status(); err != nil || st != "RUNNING" {
				return st, err
			}
		}
	}
}

// A stream has one context.
func stream(st interface{ Context() context.Context }, in chan int) {
	for {
		select {
		case n := <-in:
			fmt.Println(n)
		case <-st.Context().Done():
			break // want `break leaves the select, not the loop: stream spins once st.Context\(\) is done`
		}
	}
}
