package inside

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/sync/semaphore"
)

func fetch(url string) {
	resp, err := http.Get(url)
	if err == nil {
		resp.Body.Close()
	}
}

func perEvent(urls <-chan string) {
	sem := make(chan struct{}, 10)
	for u := range urls {
		go func() {
			sem <- struct{}{} // want `the task takes sem after it was started: work is limited, but each value of urls starts a goroutine that waits here`
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}

func perItem(urls []string) {
	sem := make(chan struct{}, 10)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{} // want `the task takes sem after it was started: work is limited, but each element of urls starts a goroutine`
			defer func() { <-sem }()
			fetch(u)
		}()
	}
	wg.Wait()
}

func tokens(urls []string) {
	tokens := make(chan struct{}, 10)
	for range 10 {
		tokens <- struct{}{}
	}
	for _, u := range urls {
		go func(u string) {
			<-tokens // want `the task takes tokens after it was started`
			fetch(u)
			tokens <- struct{}{}
		}(u)
	}
}

// The loop's function reads the results only after the loop: if it waited in
// the loop, nobody would. No fix.
func results(urls []string) (n int) {
	sem := make(chan struct{}, 10)
	out := make(chan int)
	for _, u := range urls {
		go func() {
			sem <- struct{}{} // want `the task takes sem after it was started`
			defer func() { <-sem }()
			fetch(u)
			out <- 1
		}()
	}
	for range urls {
		n += <-out
	}
	return n
}

// The loop has something else to do. No fix.
func selects(ctx context.Context, urls <-chan string) {
	sem := make(chan struct{}, 10)
	for {
		select {
		case <-ctx.Done():
			return
		case u := <-urls:
			go func() {
				sem <- struct{}{} // want `the task takes sem after it was started`
				defer func() { <-sem }()
				fetch(u)
			}()
		}
	}
}

func weighted(ctx context.Context, urls <-chan string) {
	sem := semaphore.NewWeighted(10)
	for u := range urls {
		go func() {
			if err := sem.Acquire(ctx, 1); err != nil { // want `the task takes sem after it was started`
				return
			}
			defer sem.Release(1)
			fetch(u)
		}()
	}
}

// Near-misses.

func before(urls []string) {
	sem := make(chan struct{}, 10)
	for _, u := range urls {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}

func tokensBefore(urls []string) {
	tokens := make(chan struct{}, 10)
	for range 10 {
		tokens <- struct{}{}
	}
	for _, u := range urls {
		<-tokens
		go func() {
			fetch(u)
			tokens <- struct{}{}
		}()
	}
}

func weightedBefore(ctx context.Context, urls <-chan string) {
	sem := semaphore.NewWeighted(10)
	for u := range urls {
		if sem.Acquire(ctx, 1) != nil {
			return
		}
		go func() {
			defer sem.Release(1)
			fetch(u)
		}()
	}
}

// The slot is for a part of the task only.
func notFirst(urls []string, log func(string)) {
	sem := make(chan struct{}, 10)
	for _, u := range urls {
		go func() {
			log(u)
			sem <- struct{}{}
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}

// A lock.
func lock(urls []string) {
	lock := make(chan struct{}, 1)
	for _, u := range urls {
		go func() {
			lock <- struct{}{}
			defer func() { <-lock }()
			fetch(u)
		}()
	}
}

// A number that the program knows.
func fixed() {
	sem := make(chan struct{}, 2)
	for _, u := range []string{"a", "b", "c"} {
		go func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}

// The task starts more of its kind: would it wait here, then with the slot of the
// one above in its hands.
type walker struct {
	sem chan struct{}
	wg  sync.WaitGroup
}

func newWalker() *walker { return &walker{sem: make(chan struct{}, 10)} }

func (w *walker) walk(urls []string, links func(string) []string) {
	for _, u := range urls {
		w.wg.Add(1)
		go func() {
			defer w.wg.Done()
			w.sem <- struct{}{}
			defer func() { <-w.sem }()
			fetch(u)
			w.walk(links(u), links)
		}()
	}
}

// Messages, not slots: what is sent is received later, by the loop's function.
func answers(urls []string) {
	out := make(chan string, 10)
	for _, u := range urls {
		go func() {
			fetch(u)
			out <- u
		}()
	}
	for range urls {
		<-out
	}
}

func once(u string) {
	sem := make(chan struct{}, 10)
	go func() {
		sem <- struct{}{}
		defer func() { <-sem }()
		fetch(u)
	}()
}

// Another limit holds.
func both(urls []string) {
	outer, inner := make(chan struct{}, 100), make(chan struct{}, 10)
	for _, u := range urls {
		outer <- struct{}{}
		go func() {
			defer func() { <-outer }()
			inner <- struct{}{}
			defer func() { <-inner }()
			fetch(u)
		}()
	}
}
