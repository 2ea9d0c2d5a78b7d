package spill

import (
	"context"
	"log"
	"sync"
	"time"
)

type message struct{ text string }

type router struct {
	inbound chan message
	done    chan struct{}
	wg      sync.WaitGroup
	dropped int
	closed  bool
}

func (r *router) push(m message) {
	select {
	case r.inbound <- m:
	default:
		go func() { // want `when r.inbound is full, each value gets a goroutine that waits to send it: nothing limits how many pile up, and they lose their order`
			defer func() { _ = recover() }()
			r.inbound <- m
		}()
	}
}

func (r *router) pushCounted(m message) {
	select {
	case r.inbound <- m:
	default:
		r.dropped++
		r.wg.Add(1)
		go func() { // want `when r.inbound is full`
			defer r.wg.Done()
			r.inbound <- m
		}()
	}
}

// The goroutine ends when the router does, but not before.
func (r *router) deliver(m message) {
	select {
	case r.inbound <- m:
	case <-r.done:
		return
	default:
		r.wg.Add(1)
		go r.deferred(m) // want `when r.inbound is full`
	}
}

func (r *router) deferred(m message) {
	defer r.wg.Done()
	select {
	case r.inbound <- m:
	case <-r.done:
	}
}

func (r *router) grouped(m message) {
	select {
	case r.inbound <- m:
	default:
		r.wg.Go(func() { r.inbound <- m }) // want `when r.inbound is full`
	}
}

func (r *router) helper(m message) {
	select {
	case r.inbound <- m:
	default:
		go func() { r.send(m) }() // want `when r.inbound is full`
	}
}

func (r *router) send(m message) { r.inbound <- m }

func (r *router) argument(m message) {
	select {
	case r.inbound <- m:
	default:
		go func(ch chan<- message) { ch <- m }(r.inbound) // want `when r.inbound is full`
	}
}

func publish(ctx context.Context, subscribers []chan message, m message) {
	for _, s := range subscribers {
		select {
		case s <- m:
		default:
			go func() { // want `when s is full`
				select {
				case s <- m:
				case <-ctx.Done():
				}
			}()
		}
	}
}

// Waits where it stands: that is back pressure.
func (r *router) waits(m message) {
	select {
	case r.inbound <- m:
	case <-r.done:
	}
}

func (r *router) drops(m message) {
	select {
	case r.inbound <- m:
	default:
		r.dropped++
	}
}

func (r *router) logs(m message) {
	select {
	case r.inbound <- m:
	default:
		go log.Printf("dropped %v", m)
	}
}

// After a second the goroutine gives up: how many there are is limited by that.
func (r *router) timed(m message) {
	select {
	case r.inbound <- m:
	default:
		go func() {
			select {
			case r.inbound <- m:
			case <-time.After(time.Second):
			}
		}()
	}
}

func (r *router) deadline(m message) {
	select {
	case r.inbound <- m:
	default:
		go func() {
			ctx, cancel := context.WithTimeout(context.Background(), time.Second)
			defer cancel()
			select {
			case r.inbound <- m:
			case <-ctx.Done():
			}
		}()
	}
}

func (r *router) tries(m message) {
	select {
	case r.inbound <- m:
	default:
		go func() {
			select {
			case r.inbound <- m:
			default:
			}
		}()
	}
}

// The last value that there will be.
func finish(results chan message, m message) {
	select {
	case results <- m:
		close(results)
	default:
		go func() {
			results <- m
			close(results)
		}()
	}
}

func finishes(results chan message, m message) {
	select {
	case results <- m:
		safeClose(results)
	default:
		go func() {
			results <- m
			safeClose(results)
		}()
	}
}

func safeClose(ch chan message) {
	defer func() { _ = recover() }()
	close(ch)
}

func (r *router) Close() {
	select {
	case r.inbound <- message{}:
	default:
		go func() { r.inbound <- message{} }()
	}
}

// Only so many goroutines: the default of the default drops.
func (r *router) semaphore(m message, sem chan struct{}) {
	select {
	case r.inbound <- m:
	default:
		sem <- struct{}{}
		go func() {
			r.inbound <- m
			<-sem
		}()
	}
}

func (r *router) guarded(m message) {
	select {
	case r.inbound <- m:
	default:
		if r.closed {
			return
		}
		go func() { r.inbound <- m }()
	}
}

// Somewhere else: one queue for what is urgent, another for the rest.
func (r *router) elsewhere(m message, rest chan message) {
	select {
	case r.inbound <- m:
	default:
		go func() { rest <- m }()
	}
}

// A worker more, not a value that waits.
func (r *router) worker(m message) {
	select {
	case r.inbound <- m:
	default:
		go r.work(m)
	}
}

func (r *router) work(m message) {
	for {
		log.Print(m)
		m = <-r.inbound
	}
}

func (r *router) fallback(m message) {
	select {
	case r.inbound <- m:
	default:
		go handle(m)
	}
}

func handle(m message) { log.Print(m) }

//asynclint:bounded
func (r *router) declared(m message) {
	select {
	case r.inbound <- m:
	default:
		go func() { r.inbound <- m }()
	}
}

func main() {
	ch := make(chan message)
	select {
	case ch <- message{}:
	default:
		go func() { ch <- message{} }()
	}
	<-ch
}
