// Package swallowed holds recovers that throw the panic away, and others.
package swallowed

import (
	"context"
	"errors"
	"log"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

func work()           {}
func do(n int) string { return "" }

func task() { // want +3 `recover throws the value of the panic away: this task stops in the middle, and nobody learns that or why`
	go func() {
		defer func() {
			recover()
		}()
		work()
	}()
}

func oneLine() { // want +2 `recover throws the value of the panic away: this task stops`
	go func() {
		defer func() { recover() }()
		work()
	}()
}

func named(jobs <-chan int) { // want +2 `recover throws the value of the panic away: named stops in the middle`
	defer func() {
		recover()
	}()
	for n := range jobs {
		do(n)
	}
}

func starts(jobs chan int) {
	go named(jobs)
}

func tested() { // want +3 `recover throws the value of the panic away`
	go func() {
		defer func() {
			if r := recover(); r != nil {
			}
		}()
		work()
	}()
}

func returns() { // want +3 `recover throws the value of the panic away`
	go func() {
		defer func() {
			if recover() != nil {
				return
			}
		}()
		work()
	}()
}

func cleans(wg *sync.WaitGroup, cancel context.CancelFunc, mu *sync.Mutex) { // want +3 `recover throws the value of the panic away`
	go func() {
		defer func() {
			recover()
			cancel()
			mu.Unlock()
			wg.Done()
		}()
		work()
	}()
}

func group(g *errgroup.Group) { // want +3 `recover throws the value of the panic away`
	g.Go(func() error {
		defer func() {
			recover()
		}()
		work()
		return nil
	})
}

func timer() { // want +3 `recover throws the value of the panic away`
	time.AfterFunc(time.Second, func() {
		defer func() {
			recover()
		}()
		work()
	})
}

func forever() { // want +3 `recover throws the value of the panic away: forever starts again, and nobody learns that or why`
	ticker := time.NewTicker(time.Second) // a comment on something else
	defer func() {
		if r := recover(); r != nil {
			go forever()
		}
		ticker.Stop()
	}()
	for range ticker.C {
		work()
	}
}

func startsForever() { go forever() }

var _ = drop // want +3 `recover throws the value of the panic away: this task stops`

func drop() {
	recover()
}

func deferred() {
	go func() {
		defer drop()
		work()
	}()
}

func workers(jobs <-chan int, results chan<- string) { // want +3 `recover throws the value of the panic away`
	go func() {
		defer func() {
			recover()
		}()
		for n := range jobs {
			results <- do(n)
		}
	}()
}

func handler(w http.ResponseWriter, r *http.Request) { // want +2 `recover throws the value of the panic away: handler stops in the middle`
	defer func() {
		recover()
	}()
	work()
}

// What follows is fine.

func explicit() {
	go func() {
		defer func() {
			_ = recover()
		}()
		work()
	}()
}

func explained() {
	go func() {
		defer func() {
			recover() // plug-ins may panic, and have logged why
		}()
		work()
	}()
}

func explainedAbove() {
	go func() {
		// Plug-ins may panic, and have logged why.
		defer func() { recover() }()
		work()
	}()
}

func nolint() {
	go func() {
		defer func() {
			recover() //nolint:errcheck
		}()
		work()
	}()
}

func logs() {
	go func() {
		defer func() {
			if r := recover(); r != nil {
				log.Print(r)
			}
		}()
		work()
	}()
}

func logsThat() {
	go func() {
		defer func() {
			if recover() != nil {
				log.Print("the task panicked")
			}
		}()
		work()
	}()
}

func logsAnyway() {
	go func() {
		defer func() {
			recover()
			log.Print("the task ended")
		}()
		work()
	}()
}

func sets() {
	failed := false
	go func() {
		defer func() {
			if recover() != nil {
				failed = true
			}
		}()
		work()
	}()
	_ = failed
}

func setsError(g *errgroup.Group) {
	g.Go(func() (err error) {
		defer func() {
			if recover() != nil {
				err = errors.New("work panicked")
			}
		}()
		work()
		return nil
	})
}

func sends(failed chan<- bool) {
	go func() {
		defer func() {
			failed <- recover() != nil
		}()
		work()
	}()
}

func keeps() {
	go func() {
		defer func() {
			r := recover()
			log.Print(r)
		}()
		work()
	}()
}

func asserts() {
	go func() {
		defer func() {
			if err, ok := recover().(error); ok {
				log.Print(err)
			}
		}()
		work()
	}()
}

func panicsAgain() {
	go func() {
		defer func() {
			if r := recover(); r != nil {
				panic(r)
			}
		}()
		work()
	}()
}

func otherwise() {
	go func() {
		defer func() {
			if recover() == nil {
				log.Print("all is well")
			}
		}()
		work()
	}()
}

func elseBranch() {
	go func() {
		defer func() {
			if recover() != nil {
				return
			} else {
				log.Print("all is well")
			}
		}()
		work()
	}()
}

// try tells its caller by its result.
func try() (ok bool) {
	defer func() { recover() }()
	work()
	return true
}

func tries() { go try() }

// sync is called, not started: its caller runs on.
func synchronous() {
	defer func() { recover() }()
	work()
}

func callsSynchronous() { synchronous() }

func send(c chan<- int) {
	go func() {
		defer func() { recover() }()
		c <- 1
	}()
}

func sendOrTimeout(c chan<- int) {
	go func() {
		defer func() {
			recover()
		}()
		select {
		case c <- 1:
		case <-time.After(time.Minute):
			work()
		}
	}()
}

func closes(c chan int) {
	go func() {
		defer func() {
			recover()
		}()
		work()
		close(c)
	}()
}

func forwards(in <-chan int, out chan<- int) {
	go func() {
		defer func() { recover() }()
		for n := range in {
			out <- n
		}
	}()
}
