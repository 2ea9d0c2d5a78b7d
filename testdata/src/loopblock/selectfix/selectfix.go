// Package selectfix has sleeps that a shutdown can cut short.
package selectfix

import (
	"context"
	"log"
	"time"
)

type server struct {
	jobs, reload chan int
	done         chan struct{}
	delay        int
}

func (s *server) run() {
	for {
		select {
		case <-s.jobs:
			log.Println("job")
			time.Sleep(time.Duration(s.delay) * time.Second) // want `time.Sleep in the case of s.jobs`
		case <-s.reload:
		case <-s.done:
			return
		}
	}
}

func results(ctx context.Context, a, b chan int) (int, error) {
	for {
		select {
		case <-a:
			time.Sleep(time.Minute) // want `time.Sleep in the case of a`
		case <-b:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

func labelled(a, b chan int, quit chan bool) {
loop:
	for {
		select {
		case <-a:
			time.Sleep(time.Minute) // want `time.Sleep in the case of a`
		case <-b:
		case <-quit:
			break loop
		}
	}
}

// No fix: the shutdown does more, or takes a value; its channel means something
// else here; the sleep is in a branch, or there is no shutdown.
func unfixed(ctx context.Context, a, b chan int, quit chan bool) {
	for {
		select {
		case <-a:
			time.Sleep(time.Minute) // want `time.Sleep in the case of a`
		case <-b:
		case v := <-quit:
			log.Println("over", v)
			return
		}
	}
}

func shadowed(ctx context.Context, a, b chan int) {
	for {
		select {
		case <-a:
			ctx, cancel := context.WithCancel(ctx)
			time.Sleep(time.Minute) // want `time.Sleep in the case of a`
			cancel()
			log.Println(ctx)
		case <-b:
			if len(b) > 0 {
				time.Sleep(time.Minute) // want `time.Sleep in the case of b`
			}
		case <-ctx.Done():
			return
		}
	}
}

// What follows the sleep would be left undone.
func unfinished(a chan chan int, b chan int, quit chan bool) {
	for {
		select {
		case reply := <-a:
			time.Sleep(time.Minute) // want `time.Sleep in the case of a`
			reply <- 1
		case <-b:
		case <-quit:
			return
		}
	}
}

func endless(a, b chan int) {
	for {
		select {
		case <-a:
			time.Sleep(time.Minute) // want `time.Sleep in the case of a`
		case <-b:
		}
	}
}
