// Package elsewhere holds functions that recover and start tasks which can panic.
package elsewhere

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"regexp"
	"runtime"
	"sync"
	"time"

	"github.com/panjf2000/ants/v2"
	"golang.org/x/sync/errgroup"
	crash "k8s.io/apimachinery/pkg/util/runtime"
)

func work() error { return nil }

// Each is what it is all about: the recover is there for the functions, which
// run elsewhere.
func Each(fns []func()) (err error) {
	defer func() { // where panics were meant to end
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	var wg sync.WaitGroup
	for _, fn := range fns {
		wg.Add(1)
		go func() { // want `a panic of fn ends the process: the recover deferred at line \d+ does not reach this goroutine, which has none of its own`
			defer wg.Done()
			fn()
		}()
	}
	wg.Wait()
	return nil
}

// Timeout calls a function directly.
func Timeout(fn func()) {
	defer logPanic()
	done := make(chan struct{})
	go func() { // want `a panic of fn ends the process: the recover deferred at line \d+`
		fn()
		close(done)
	}()
	<-done
}

func logPanic() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

// Start has no literal around the function.
func Start(fn func()) {
	defer logPanic()
	go fn() // want `a panic of fn ends the process`
}

// Grouped hands the functions to groups, which don't recover either.
func Grouped(fns map[string]func() error) error {
	defer logPanic()
	var g errgroup.Group
	for _, fn := range fns {
		g.Go(fn) // want `a panic of fn ends the process: the recover deferred at line \d+ does not reach this task, which has none of its own`
	}
	var wg sync.WaitGroup
	wg.Go(func() { // want `a panic of fns ends the process`
		_ = fns["first"]()
	})
	wg.Wait()
	return g.Wait()
}

// Later has timers.
func Later(fn func()) {
	defer logPanic()
	time.AfterFunc(time.Second, fn) // want `a panic of fn ends the process`
}

// A Server calls what its users set.
type Server struct {
	Handler func(int)
	onClose func()
}

// NewServer sets a field that is not exported.
func NewServer(onClose func()) *Server { return &Server{onClose: onClose} }

func (s *Server) serve(conns <-chan int) {
	defer logPanic()
	for conn := range conns {
		go s.handle(conn) // want `a panic of s.Handler ends the process`
	}
	go func() { // want `a panic of s.onClose ends the process`
		s.onClose()
	}()
}

func (s *Server) handle(conn int) {
	if s.Handler != nil {
		s.Handler(conn)
	}
}

// Middleware returns a function that gets what it calls from outside.
func Middleware() func(next func() error) func() error {
	return func(next func() error) func() error {
		return func() (err error) {
			defer func() {
				if r := recover(); r != nil {
					err = fmt.Errorf("%v", r)
				}
			}()
			errs := make(chan error, 1)
			go func() { errs <- next() }() // want `a panic of next ends the process`
			return <-errs
		}
	}
}

func panics() {
	defer logPanic()
	go func() { // want `the panic at line \d+ ends the process: the recover deferred at line \d+`
		if err := work(); err != nil {
			panic(err)
		}
	}()
}

func panicsWrapped() {
	defer logPanic()
	go func() { // want `the panic at line \d+ ends the process`
		if err := work(); err != nil {
			panic(fmt.Errorf("work: %w", err))
		}
	}()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func throws() {
	defer logPanic()
	go func() { // want `the panic at line \d+ ends the process`
		must(work())
	}()
}

func compiles(pattern string) {
	defer logPanic()
	go func() { // want `a panic of regexp.MustCompile ends the process`
		log.Print(regexp.MustCompile(pattern))
	}()
}

func serves(h http.Handler, w http.ResponseWriter, r *http.Request) {
	defer logPanic()
	go func() { // want `a panic of h.ServeHTTP ends the process: the recover deferred at line \d+`
		h.ServeHTTP(w, r)
	}()
}

// A failure is thrown, and caught where it is turned into an error.
type failure struct{ err error }

func fail(err error) {
	panic(failure{err})
}

func catches() (err error) {
	defer func() {
		r := recover()
		if f, ok := r.(failure); ok {
			err = f.err
		} else if r != nil {
			panic(r)
		}
	}()
	done := make(chan struct{})
	go func() { // want `the panic at line \d+ ends the process`
		defer close(done)
		fail(work())
	}()
	<-done
	return nil
}

func catchesErrors() (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case interface{ Timeout() bool }:
			err = errors.New("timeout")
		default:
			panic(r)
		}
	}()
	go func() { // no panic of that kind
		fail(work())
	}()
	return nil
}

func catchesAllButRuntimeErrors() (err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(runtime.Error); ok {
				panic(r)
			}
			err = r.(error)
		}
	}()
	go func() { // want `the panic at line \d+ ends the process`
		if err := work(); err != nil {
			panic(err)
		}
	}()
	return nil
}

// Foreign recovers by a function of another package.
func Foreign(fn func()) (err error) {
	defer crash.RecoverFromPanic(&err)
	go fn() // want `a panic of fn ends the process`
	return nil
}

// What follows is fine.

// Recovers has a recover where it belongs.
func Recovers(fns []func()) {
	defer logPanic()
	for _, fn := range fns {
		go func() {
			defer logPanic()
			fn()
		}()
	}
}

// RecoversBelow has it in the function that the task calls.
func RecoversBelow(fn func()) {
	defer logPanic()
	go func() {
		call(fn)
	}()
}

func call(fn func()) {
	defer logPanic()
	fn()
}

// RecoversForeign leaves it to a function of another package.
func RecoversForeign(fn func()) {
	defer logPanic()
	go func() {
		defer crash.HandleCrash()
		fn()
	}()
}

// MayRecover defers a function that is not known.
func MayRecover(fn, cleanup func()) {
	defer logPanic()
	go func() {
		defer cleanup()
		fn()
	}()
}

// Synchronous calls the function in its own goroutine.
func Synchronous(fn func()) {
	defer logPanic()
	done := make(chan struct{})
	go func() {
		<-done
	}()
	fn()
	close(done)
}

// Pooled hands the function to a pool, whose workers recover.
func Pooled(pool *ants.Pool, fn func()) error {
	defer logPanic()
	return pool.Submit(fn)
}

// NoRecover lets all panics end the process.
func NoRecover(fn func()) {
	defer log.Print("done")
	go fn()
}

// RecoversLater defers only after the task has been started.
func RecoversLater(fn func()) {
	go fn()
	defer logPanic()
	_ = work()
}

// PanicsAgain recovers to clean up.
func PanicsAgain(fn func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Print("cleaning up")
			panic(r)
		}
	}()
	go fn()
}

// Exits recovers to say why the process ends.
func Exits(fn func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
			os.Exit(2)
		}
	}()
	go fn()
}

// Crashes logs with a function that panics again.
func Crashes(fn func()) {
	defer crash.HandleCrash()
	go fn()
}

// Throws panics again by a function of its own.
func Throws(fn func()) {
	defer func() {
		if r := recover(); r != nil {
			fail(fmt.Errorf("%v", r))
		}
	}()
	go fn()
}

// InAnother recovers in another function.
func InAnother(fn func()) {
	func() {
		defer logPanic()
		_ = work()
	}()
	go fn()
}

func ownFunctions() {
	defer logPanic()
	for _, fn := range []func() error{work, func() error { return nil }} {
		go fn()
	}
}

func private(fn func()) {
	defer logPanic()
	go fn() // only functions of this package call it
}

func callsPrivate() { private(func() { _ = work() }) }

type job struct{ run func() }

func privateField(j job) {
	defer logPanic()
	go j.run()
}

var _ = job{run: callsPrivate}

func impossible(kind int) {
	defer logPanic()
	go func() {
		switch kind {
		case 1:
			_ = work()
		default:
			panic(fmt.Errorf("kind %d: %w", kind, errors.ErrUnsupported))
		}
	}()
}

func invariant(n int) {
	defer logPanic()
	go func() {
		if n < 0 {
			panic("negative")
		}
		if n > 9 {
			panic(fmt.Sprintf("too large: %d", n))
		}
		if n == 5 {
			panic(errors.New("five"))
		}
		if n == 6 {
			panic(fmt.Errorf("not %d", n))
		}
	}()
}

func constant() {
	defer logPanic()
	go func() {
		log.Print(regexp.MustCompile("^a+$"))
	}()
}

func fatal() {
	defer logPanic()
	go func() {
		if err := work(); err != nil {
			log.Fatal(err)
		}
	}()
}

func assertion(v any) {
	defer logPanic()
	go func() {
		log.Print(v.(int)) // whoever passes it knows what it is
	}()
}

// Asserts trusts a value that others pass.
func Asserts(v any, list []any) {
	defer logPanic()
	go func() { // want `a panic of the type assertion v.\(int\) ends the process`
		log.Print(v.(int))
	}()
	go func() { // want `a panic of the type assertion list\[0\].\(string\) ends the process`
		log.Print(list[0].(string))
	}()
	go func() {
		n, ok := v.(int)
		log.Print(n, ok)
		switch v := v.(type) {
		case string:
			log.Print(v)
		}
	}()
}

// Options has functions that are not the work.
type Options struct {
	Logf func(string, ...any)
	Now  func() time.Time
}

// Aids calls functions that nobody expects to panic.
func Aids(o Options, cancel context.CancelFunc) {
	defer logPanic()
	go func() {
		o.Logf("started at %v", o.Now())
		cancel()
	}()
	go o.Logf("%v", work())
}

// Cancels has a context and a wait group, of which nothing is known that recovers.
func Cancels(ctx context.Context, fns []func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	wg.Add(len(fns))
	for _, fn := range fns {
		go func() { // want `a panic of fn ends the process`
			defer cancel()
			defer wg.Done()
			fn()
		}()
	}
	wg.Wait()
}
