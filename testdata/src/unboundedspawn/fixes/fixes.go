// Package fixes holds code around which fixes have to find their way.
package fixes

import (
	"context"
	"net/http"

	"golang.org/x/sync/errgroup"
)

func fetch(url string) {
	resp, err := http.Get(url)
	if err == nil {
		resp.Body.Close()
	}
}

// The package's name stands for something else here.
func shadowed(urls <-chan string) {
	runtime := "fast"
	for u := range urls {
		go func() { // want `each value of urls starts a goroutine`
			fetch(u + runtime)
		}()
	}
}

// Comments stay where they belong.
func commented(urls <-chan string) {
	count := 0

	// All of them.
	for u := range urls { // one by one
		count++

		// On its own.
		go func() { // want `each value of urls starts a goroutine`
			// Get it.
			fetch(u)
		}()
	}
}

// What the goroutine declares itself has the name that a fix would take.
func taken(urls <-chan string) {
	for u := range urls {
		go func(u string) { // want `each value of urls starts a goroutine`
			sem := u
			fetch(sem)
		}(u)
	}
}

// The loop is in a goroutine of its own.
func inLiteral(urls <-chan string) {
	go func() {
		for u := range urls {
			go func() { // want `each value of urls starts a goroutine`
				fetch(u)
			}()
		}
	}()
}

// Two loops, one import.
func twice(urls, more <-chan string) {
	for u := range urls {
		go func() { // want `each value of urls starts a goroutine`
			fetch(u)
		}()
	}
	for u := range more {
		go func() { // want `each value of more starts a goroutine`
			fetch(u)
		}()
	}
}

// Where a statement before the loop has no place. No fix.
func labeled(urls <-chan string) {
next:
	for u := range urls {
		if u == "" {
			continue next
		}
		go func() { // want `each value of urls starts a goroutine`
			fetch(u)
		}()
	}
}

// The semaphore of one run of the outer loop would not count those of the others.
// No fix.
func nested(urls <-chan string) {
	for {
		for u := range urls {
			go func() { // want `each value of urls starts a goroutine`
				fetch(u)
			}()
		}
	}
}

func made(urls <-chan string) error {
	g := new(errgroup.Group)
	for u := range urls {
		g.Go(func() error { // want `each value of urls starts a task`
			fetch(u)
			return nil
		})
	}
	return g.Wait()
}

// The group is made for others too. No fix.
func inherited(ctx context.Context, urls <-chan string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		<-ctx.Done()
		return nil
	})
	for u := range urls {
		g.Go(func() error { // want `each value of urls starts a task`
			fetch(u)
			return nil
		})
	}
	return g.Wait()
}

func slots(urls <-chan string) {
	slots := make(chan struct{}, 10)
	for u := range urls {

		// Each on its own.
		go func() {
			defer func() { <-slots }()
			slots <- struct{}{} // want `the task takes slots after it was started`

			fetch(u)
		}()
	}
}
