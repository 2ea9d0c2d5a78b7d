package dropped

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"log"
	"os"
	"slices"
	"sync"
	"time"
)

// What is done with the error is enough.
func handled(b *bus, errc chan<- error) {
	b.subscribe(func(e event) {
		if err := apply(string(e.Data)); err != nil {
			log.Print(err)
			return
		}
		println("applied")
	})
	b.subscribe(func(e event) {
		if err := apply(string(e.Data)); err != nil {
			errc <- err
			return
		}
		println("applied")
	})
	b.subscribe(func(e event) {
		if err := apply(string(e.Data)); errors.Is(err, os.ErrNotExist) {
			return
		} else if err != nil {
			panic(err)
		}
		println("applied")
	})
	failed := 0
	b.subscribe(func(e event) {
		if err := apply(string(e.Data)); err != nil {
			failed++
			return
		}
		println("applied")
	})
}

// Somebody thought about it.
func reason(b *bus) {
	b.subscribe(func(e event) {
		if err := apply(string(e.Data)); err != nil {
			// Not one of ours.
			return
		}
		println("applied")
	})
}

// What does not decode, or is another's, is not for this callback.
func filter(b *bus, mine string) {
	b.subscribe(func(e event) {
		var name string
		if err := json.Unmarshal(e.Data, &name); err != nil || name != mine {
			return
		}
		println("mine")
	})
}

// A callback that is called at once: its caller sees what it did not do.
func atOnce(mu *sync.Mutex) string {
	var host string
	with(mu, func() {
		h, err := os.Hostname()
		if err != nil {
			return
		}
		host = h
	})
	return host
}

func with(mu *sync.Mutex, f func()) {
	mu.Lock()
	defer mu.Unlock()
	f()
}

// Not to be called is what says that it failed.
func iterators(names []string) iter.Seq[string] {
	slices.SortFunc(names, func(a, b string) int {
		if err := apply(a); err != nil {
			return 0
		}
		return len(b) - len(a)
	})
	var m sync.Map
	m.Range(func(k, v any) bool {
		if err := apply(k.(string)); err != nil {
			return true
		}
		return false
	})
	return func(yield func(string) bool) {
		for _, name := range names {
			if err := apply(name); err != nil {
				return
			}
			if !yield(name) {
				return
			}
		}
	}
}

type filterBus struct{ accept func(event) bool }

// The answer is the result.
func predicate() filterBus {
	return filterBus{accept: func(e event) bool {
		if err := apply(string(e.Data)); err != nil {
			return false
		}
		return true
	}}
}

// What cannot be found out stays as it was.
var (
	probe    sync.Once
	hostname = "unknown"
)

func host() string {
	probe.Do(func() {
		h, err := os.Hostname()
		if err != nil {
			return
		}
		hostname = h
	})
	return hostname
}

// The error is kept.
type lazy struct {
	once sync.Once
	err  error
}

func (l *lazy) do() error {
	l.once.Do(func() {
		if l.err = apply(""); l.err != nil {
			return
		}
		println("applied")
	})
	return l.err
}

// The end is the signal.
func signals(b *bus) <-chan struct{} {
	done := make(chan struct{})
	b.subscribe(func(e event) {
		defer close(done)
		if err := apply(string(e.Data)); err != nil {
			return
		}
		println("applied")
	})
	return done
}

// Undoing is best effort.
type undoer struct{ steps []func() }

func (u *undoer) add(f func()) { u.steps = append(u.steps, f) }

func undo(revert *undoer) {
	revert.add(func() {
		if err := apply("old"); err != nil {
			return
		}
		println("undone")
	})
}

// The end of a stream, and what never fails.
func ends(b *bus, r io.Reader) {
	b.subscribe(func(e event) {
		buf := make([]byte, 10)
		if _, err := r.Read(buf); err != nil {
			return
		}
		println("read")
	})
	b.subscribe(func(e event) {
		if err := context.Background().Err(); err != nil {
			return
		}
		println("running")
	})
}

// A task of its own: lostgoerror's.
func tasks() {
	go func() {
		if err := apply(""); err != nil {
			return
		}
		println("applied")
	}()
	time.AfterFunc(time.Second, func() {
		if err := apply(""); err != nil {
			return
		}
		println("applied")
	})
}

// Whoever calls this, and when, is not known.
func unknown(f func(func())) {
	f(func() {
		if err := apply(""); err != nil {
			return
		}
		println("applied")
	})
}

// An option that can't be set is left out.
type options struct{ name string }

func withHost() func(*options) {
	return func(o *options) {
		h, err := os.Hostname()
		if err != nil {
			return
		}
		o.name = h
	}
}

// A literal in a field may be called before the function returns.
type listing struct{ visit func(event) }

func (l listing) run() { l.visit(event{}) }

func list() int {
	n := 0
	listing{visit: func(e event) {
		if err := apply(string(e.Data)); err != nil {
			return
		}
		n++
	}}.run()
	return n
}

// A handler that is called for each event before the function returns.
func handleEach(events []event) int {
	n := 0
	handle(events, func(e event) {
		if err := apply(string(e.Data)); err != nil {
			return
		}
		n++
	})
	return n
}

func handle(events []event, f func(event)) {
	for _, e := range events {
		f(e)
	}
}

// A callback that returns its error.
func returns() func() error {
	return func() error {
		if err := apply(""); err != nil {
			return err
		}
		return nil
	}
}
