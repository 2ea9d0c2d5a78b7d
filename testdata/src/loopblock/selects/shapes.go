package selects

import (
	"context"
	"net/http"
	"time"
)

// In a go literal, labelled, after a look at what is urgent.
func literal(ctx context.Context, a, b chan int) {
	go func() {
	loop:
		for {
			select {
			case <-ctx.Done():
				break loop
			default:
			}
			select {
			case <-a:
				time.Sleep(time.Minute) // want `time.Sleep in the case of a stalls the loop in literal: ctx.Done\(\) and b wait for it`
			case <-b:
			}
		}
	}()
}

var background = func(a, b chan int) {
	for {
		select {
		case <-a:
			time.Sleep(time.Minute) // want `time.Sleep in the case of a stalls the loop: b waits for it`
		case <-b:
		}
	}
}

// The select is in a helper.
func (s *server) serve(ctx context.Context) {
	for s.step(ctx) {
	}
}

func (s *server) step(ctx context.Context) bool {
	select {
	case j := <-s.jobs:
		s.retry(j) // want `\(\*server\).retry → time.Sleep in the case of s.jobs stalls the loop of \(\*server\).serve: ctx.Done\(\) and s.reload wait for it`
	case <-s.reload:
	case <-s.more:
		s.retry("")
		return false // perhaps the end
	case <-ctx.Done():
		return false
	}
	return true
}

// The same helper, called by another loop, is reported once.
func (s *server) serveToo(ctx context.Context) {
	for {
		if !s.step(ctx) {
			return
		}
	}
}

// What is less urgent waits in the default.
func urgent(hi, lo chan int) {
	for {
		select {
		case <-hi:
		default:
			select {
			case <-hi:
			case <-lo:
				http.Post("http://localhost", "", nil) // want `http.Post in the case of lo stalls the loop of urgent: hi waits for it`
			}
		}
	}
}

// A loop that is embedded.
type embedded struct{ *server }

func (e embedded) run() {
	for {
		select {
		case j := <-e.jobs:
			e.retry(j) // want `\(\*server\).retry → time.Sleep in the case of e.jobs stalls the loop of embedded.run: e.reload waits for it`
		case <-e.reload:
		}
	}
}

// Literals that are called at once are part of the case; others are not.
func literals(a, b chan int) {
	for {
		select {
		case <-a:
			func() {
				time.Sleep(time.Minute) // want `time.Sleep in the case of a`
				return
			}()
			time.AfterFunc(1, func() { time.Sleep(time.Hour) })
			go func() { time.Sleep(time.Hour) }()
		case <-b:
		}
	}
}

// What the case takes from its own channel, or from a timer, is there.
func drains(a, b chan int, t *time.Timer, idle bool) {
	for !idle {
		select {
		case <-a:
			for len(a) > 0 {
				<-a
			}
			if idle && !t.Stop() {
				<-t.C
			}
		case <-b:
			idle = true
			time.Sleep(time.Minute) // the last time
		case <-t.C:
		}
	}
}

// A timeout that was set before the loop is no event.
func poll(results chan bool, delay time.Duration) {
	timeout := time.After(time.Minute)
	for {
		select {
		case <-timeout:
			panic("timeout")
		case <-results:
			time.Sleep(delay)
		}
	}
}
