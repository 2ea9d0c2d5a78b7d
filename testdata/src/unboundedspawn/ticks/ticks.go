package ticks

import (
	"context"
	"database/sql"
	"log"
	"math/rand"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"
)

func ping(url string) {
	if resp, err := http.Get(url); err == nil {
		resp.Body.Close()
	}
}

func selects(ctx context.Context, url string) {
	t := time.NewTicker(30 * time.Second)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			go ping(url) // want `each tick of t.C \(30s\) starts a goroutine, whether or not the last one is done: they pile up when http.Get takes longer`
		}
	}
}

func ranges(url string, d time.Duration) {
	t := time.NewTicker(d)
	for range t.C {
		go func() { // want `each tick of t.C starts a goroutine, whether or not the last one is done`
			ping(url)
		}()
	}
}

func tick(url string) {
	for range time.Tick(time.Minute) {
		go ping(url) // want `each tick of time.Tick\(\) \(1m0s\) starts a goroutine`
	}
}

func variable(url string) {
	tick := time.Tick(time.Minute)
	for {
		<-tick
		go ping(url) // want `each tick of tick \(1m0s\) starts a goroutine`
	}
}

func after(ctx context.Context, url string) {
	for {
		select {
		case <-time.After(time.Second):
			go ping(url) // want `each tick of time.After\(\) \(1s\) starts a goroutine`
		case <-ctx.Done():
			return
		}
	}
}

func timer(ctx context.Context, url string) {
	t := time.NewTimer(time.Second)
	for {
		select {
		case <-t.C:
			go ping(url) // want `each tick of t.C \(1s\) starts a goroutine`
			t.Reset(time.Second)
		case <-ctx.Done():
			return
		}
	}
}

func sleeps(url string) {
	for {
		time.Sleep(10 * time.Second)
		go ping(url) // want `each iteration of the loop \(10s\) starts a goroutine, whether or not the last one is done`
	}
}

func logsAndSleeps(url string) {
	for {
		log.Print("again")
		go ping(url) // want `each iteration of the loop \(10s\) starts a goroutine`
		time.Sleep(10 * time.Second)
	}
}

type reporter struct {
	db      *sql.DB
	url     string
	ticker  *time.Ticker
	send    func(n int) error
	wg      sync.WaitGroup
	mu      sync.Mutex
	busy    bool
	running atomic.Bool
	once    singleflight.Group
	done    chan struct{}
	peers   []string
	leader  bool
}

func (r *reporter) run() {
	for range r.ticker.C {
		r.wg.Go(r.report) // want `each tick of r.ticker.C starts a task, whether or not the last one is done: they pile up when \(\*sql.DB\).Exec takes longer`
	}
}

func (r *reporter) report() {
	if _, err := r.db.Exec("UPDATE"); err != nil {
		log.Print(err)
	}
}

// The loop is the caller's.
func (r *reporter) runs() {
	for {
		select {
		case <-r.ticker.C:
			r.flush()
		case <-r.done:
			return
		}
	}
}

func (r *reporter) flush() {
	go ping(r.url) // want `each tick of r.ticker.C starts a goroutine`
}

func (r *reporter) hook() {
	for range r.ticker.C {
		go r.send(1) // want `each tick of r.ticker.C starts a goroutine, whether or not the last one is done: they pile up when r.send takes longer`
	}
}

// One at a time: they wait for each other, all of them.
func (r *reporter) locked() {
	for range r.ticker.C {
		go func() { // want `each tick of r.ticker.C starts a goroutine`
			r.mu.Lock()
			defer r.mu.Unlock()
			ping(r.url)
		}()
	}
}

// On the loop, which comes back when it is done.
func (r *reporter) direct() {
	for range r.ticker.C {
		ping(r.url)
	}
}

func (r *reporter) joined() {
	for range r.ticker.C {
		r.wg.Add(1)
		go func() {
			defer r.wg.Done()
			ping(r.url)
		}()
		r.wg.Wait()
	}
}

func (r *reporter) atomicFlag() {
	for range r.ticker.C {
		if !r.running.CompareAndSwap(false, true) {
			continue
		}
		go func() {
			defer r.running.Store(false)
			ping(r.url)
		}()
	}
}

func (r *reporter) atomicInside() {
	for range r.ticker.C {
		go func() {
			if !r.running.CompareAndSwap(false, true) {
				return
			}
			defer r.running.Store(false)
			ping(r.url)
		}()
	}
}

func (r *reporter) tryLock() {
	for range r.ticker.C {
		go func() {
			if !r.mu.TryLock() {
				return
			}
			defer r.mu.Unlock()
			ping(r.url)
		}()
	}
}

func (r *reporter) plainFlag() {
	for range r.ticker.C {
		go r.unlessBusy()
	}
}

func (r *reporter) unlessBusy() {
	r.mu.Lock()
	if r.busy {
		r.mu.Unlock()
		return
	}
	r.busy = true
	r.mu.Unlock()
	ping(r.url)
	r.mu.Lock()
	r.busy = false
	r.mu.Unlock()
}

func (r *reporter) flight() {
	for range r.ticker.C {
		go func() {
			r.once.Do("ping", func() (any, error) {
				ping(r.url)
				return nil, nil
			})
		}()
	}
}

func (r *reporter) semaphore() {
	sem := make(chan struct{}, 1)
	for range r.ticker.C {
		select {
		case sem <- struct{}{}:
			go func() {
				defer func() { <-sem }()
				ping(r.url)
			}()
		default:
		}
	}
}

func (r *reporter) doneChannel() {
	var done chan struct{}
	for {
		select {
		case <-r.ticker.C:
			if done == nil {
				done = make(chan struct{})
				go func() {
					ping(r.url)
					close(done)
				}()
			}
		case <-done:
			done = nil
		}
	}
}

// No more than six at a time: each ends after a minute.
func (r *reporter) deadline() {
	t := time.NewTicker(10 * time.Second)
	for range t.C {
		go func() {
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			r.db.ExecContext(ctx, "UPDATE")
		}()
	}
}

func (r *reporter) deadlineOutside() {
	for range r.ticker.C {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		go func() {
			defer cancel()
			r.db.ExecContext(ctx, "UPDATE")
		}()
	}
}

// Work that waits for nobody.
func (r *reporter) computes() {
	for range r.ticker.C {
		go func() {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.peers = nil
		}()
	}
}

// Sleeping takes as long as it says.
func (r *reporter) pauses() {
	for range r.ticker.C {
		go func() {
			time.Sleep(time.Second)
			log.Print("later")
		}()
	}
}

// A task for each peer, which may know that it is busy.
func (r *reporter) each() {
	for range r.ticker.C {
		for _, p := range r.peers {
			go ping(p)
		}
	}
}

// A timer that others set again.
func (r *reporter) retry(again <-chan struct{}) {
	t := time.NewTimer(time.Second)
	for {
		select {
		case <-t.C:
			go ping(r.url)
		case <-again:
			t.Reset(time.Second)
		}
	}
}

// A clock that is stopped until the task is done.
func (r *reporter) condition(condition func() bool) {
	ch := make(chan bool, 1)
	tick := time.Tick(time.Second)
	for c := tick; ; {
		select {
		case <-c:
			c = nil
			go func() {
				ping(r.url)
				ch <- condition()
			}()
		case v := <-ch:
			if v {
				return
			}
			c = tick
		}
	}
}

// Once.
func (r *reporter) timeout() {
	for {
		select {
		case <-time.After(time.Second):
			go ping(r.url)
			return
		case <-r.done:
		}
	}
}

// The other events start it.
func (r *reporter) events(urls <-chan string) {
	for {
		select {
		case <-r.ticker.C:
			log.Print("tick")
		case <-urls:
			return
		}
	}
}

func (r *reporter) cooldown() {
	var last time.Time
	n := 0
	for range r.ticker.C {
		n++
		if n > 10 && time.Since(last) > time.Hour {
			n, last = 0, time.Now()
			go ping(r.url)
		}
	}
}

// Connects again: the loop waits for the end of each connection.
func (r *reporter) reconnects(dial func() (net, error)) {
	for {
		c, err := dial()
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		go c.serve()
		<-c.closed
		time.Sleep(time.Second)
	}
}

type net struct{ closed chan struct{} }

func (n net) serve() {
	ping("")
	close(n.closed)
}

// One for each iteration of its own.
func (r *reporter) hands() {
	for {
		n := rand.Int()
		go r.sendOf(n)
		time.Sleep(time.Second)
	}
}

func (r *reporter) sendOf(n int) {
	if n > 0 {
		ping(r.url)
	}
}

//asynclint:bounded
func (r *reporter) declared() {
	for range r.ticker.C {
		go ping(r.url)
	}
}

// It stays: one for each tick is a leak, and another rule's subject.
func (r *reporter) endless() {
	for range r.ticker.C {
		go func() {
			for {
				ping(r.url)
				<-r.done
			}
		}()
	}
}
