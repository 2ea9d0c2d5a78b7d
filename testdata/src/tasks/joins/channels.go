package joins

import (
	"context"
	"io"
	"os/exec"
	"time"
)

func compute() int { return 0 }

func result() int {
	ch := make(chan int)
	go func() { ch <- compute() }() // want `outlives no \[Receive\+1\]`
	return <-ch
}

func results(xs []int) (sum int) {
	ch := make(chan int)
	for range xs {
		go func() { ch <- compute() }() // want `outlives no \[Receive\+3\]`
	}
	for range xs {
		sum += <-ch
	}
	return sum
}

func resultsOfN(n int) (sum int) {
	ch := make(chan int, n)
	for range n {
		go func() { ch <- compute() }() // want `outlives no \[Receive\+3\]`
	}
	for i := 0; i < n; i++ {
		sum += <-ch
	}
	return sum
}

func resultsByNumber(n int) (sum int) {
	ch := make(chan int, n)
	for range n {
		go func() { ch <- compute() }() // want `outlives no \[Receive\+3\]`
	}
	for range n {
		sum += <-ch
	}
	return sum
}

func firstOnly(n int) int {
	ch := make(chan int, n)
	for range n {
		go func() { ch <- compute() }() // want `outlives unknown \[Receive\+2 maybe\]`
	}
	return <-ch
}

func done() {
	done := make(chan struct{})
	go func() { // want `outlives no \[Receive\+4\]`
		defer close(done)
		work()
	}()
	<-done
}

func deferredDone(c bool) {
	done := make(chan struct{})
	stop := make(chan struct{})
	defer func() {
		close(stop)
		<-done
	}()
	go func() { // want `outlives no \[Helper-4 deferred\]`
		defer close(done)
		<-stop
	}()
	if c {
		return
	}
	work()
}

func timeout() int {
	ch := make(chan int, 1)
	go func() { ch <- compute() }() // want `outlives yes \+5 \[Receive\+1 arm\]`
	select {
	case x := <-ch:
		return x
	case <-time.After(time.Second):
		return 0
	}
}

func cancelled(ctx context.Context) error {
	errc := make(chan error, 1)
	go func() { errc <- fail() }() // want `outlives yes \+3 \[Receive\+1 arm\]`
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-errc:
		return err
	}
}

func cancelledButWaits(ctx context.Context) error {
	errc := make(chan error, 1)
	go func() { errc <- fail() }() // want `outlives no \[Receive\+1 arm, Receive\+3\]`
	select {
	case <-ctx.Done():
		<-errc
		return ctx.Err()
	case err := <-errc:
		return err
	}
}

func two() {
	a, b := make(chan int, 1), make(chan int, 1)
	go func() { a <- 1 }() // want `outlives yes \+6 \[Receive\+2 arm\]`
	go func() { b <- 1 }() // want `outlives yes \+5 \[Receive\+1 arm\]`
	select {
	case <-a:
	case <-b:
	}
}

func handshake() {
	ctx, cancel := context.WithCancel(context.Background())
	go func() { // want `outlives no \[Context\+4\]`
		defer cancel()
		work()
	}()
	<-ctx.Done()
}

func handshakeOfChild(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	child, stop := context.WithTimeout(ctx, time.Second)
	defer stop()
	go func() { // want `outlives no \[Context\+4\]`
		defer cancel()
		work()
	}()
	<-child.Done()
}

// The parent ends, and with it the wait, but not the task.
func noHandshake(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	go func() { // want `outlives yes \+4 \[\]`
		external(ctx)
	}()
	<-parent.Done()
}

func generator() <-chan int {
	ch := make(chan int)
	go func() { // want `outlives unknown, leaves yes \+4 \[\]`
		defer close(ch)
		ch <- 1
	}()
	return ch
}

func throughHelpers() {
	ch := make(chan int)
	go send(ch) // want `outlives no \[Helper\+1\]`
	recv(ch)
}

func send(ch chan<- int) { ch <- 1 }
func recv(ch <-chan int) { <-ch }

func recvPerhaps(ch <-chan int) {
	select {
	case <-ch:
	case <-time.After(1):
	}
}

func throughHalfHelpers() {
	ch := make(chan int, 1)
	go send(ch) // want `outlives unknown \[Helper\+1 maybe\]`
	recvPerhaps(ch)
}

type call struct{ done chan struct{} }

func (c *call) wait() { <-c.done }

func field() {
	c := &call{done: make(chan struct{})}
	go func() { close(c.done) }() // want `outlives no \[Helper\+1\]`
	c.wait()
}

func fieldKept(cs map[int]*call) {
	c := &call{done: make(chan struct{})}
	cs[0] = c
	go func() { close(c.done) }() // want `outlives unknown, leaves yes \+1 \[\]`
}

func chain() {
	a, b := make(chan int), make(chan int)
	go func() { close(a) }()      // want `outlives no \[Receive\+2\]`
	go func() { <-a; close(b) }() // want `outlives no \[Receive\+1\]`
	<-b
}

func slots(xs []int) {
	sem := make(chan struct{}, 3)
	for range xs {
		sem <- struct{}{}
		go func() { // want `outlives unknown \[\]`
			defer func() { <-sem }()
			work()
		}()
	}
	for range cap(sem) {
		sem <- struct{}{}
	}
}

func pipe() {
	pr, pw := io.Pipe()
	go func() { // want `outlives unknown \[\]`
		pw.Write(nil)
		pw.Close()
	}()
	io.ReadAll(pr)
}

func command(cmd *exec.Cmd) error {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	go func() { io.Copy(io.Discard, out) }() // want `outlives unknown \[\]`
	return cmd.Wait()
}

func timer() {
	t := time.AfterFunc(time.Second, work) // want `outlives unknown \[\]`
	defer t.Stop()
	work()
}

func droppedTimer() {
	time.AfterFunc(time.Second, work) // want `outlives yes \+1 \[\]`
}

func unknownFunction(f func()) {
	go f() // want `outlives unknown \[\]`
}

func never(events chan int) {
	go work() // want `outlives no \[\]`
	for {
		<-events
	}
}

func sameCondition(async bool) {
	ch := make(chan int)
	if async {
		go func() { close(ch) }() // want `outlives no \[Receive\+3\]`
	}
	if async {
		<-ch
	}
}

func breaksOff(xs []int) (first error) {
	errc := make(chan error)
	go func() { // want `outlives no \[Receive\+6\]`
		defer close(errc)
		for range xs {
			errc <- fail()
		}
	}()
	for err := range errc {
		first = err
	}
	return first
}

func overFunc(seq func(func(int) bool)) {
	ch := make(chan int)
	n := 0
	for range seq {
		n++
		go func() { ch <- 1 }() // want `outlives no \[Receive\+3\]`
	}
	for range n {
		<-ch
	}
}

func overFuncLeft(seq func(func(int) bool)) {
	ch := make(chan int, 1)
	for x := range seq {
		go func() { ch <- 1 }() // want `outlives yes \+2 \[Receive\+6\]`
		if x > 3 {
			return
		}
	}
	for range 3 {
		<-ch
	}
}

func generic[T any](f func() T) T {
	ch := make(chan T)
	go func() { ch <- f() }() // want `outlives no \[Receive\+1\]`
	return <-ch
}

func cancels(cancel context.CancelFunc) { defer cancel() }

func handshakeByParameter() {
	ctx, cancel := context.WithCancel(context.Background())
	go cancels(cancel) // want `outlives no \[Context\+1\]`
	<-ctx.Done()
}

type session struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *session) handshake() {
	go s.run() // want `outlives unknown \[\]`
	<-s.ctx.Done()
}

func (s *session) run() { defer s.cancel() }

func polls() {
	done := false
	go func() { done = true }() // want `outlives unknown \[\]`
	for !done {
		time.Sleep(1)
	}
}

func callsOthers(f func()) {
	ch := make(chan int)
	hook := func() { close(ch) }
	register(&hook)
	go func() { f() }() // want `outlives unknown \[\]`
	<-ch
}

func register(*func())

func throughIterator() {
	ch := make(chan int)
	go func() { close(ch) }() // want `outlives unknown \[\]`
	for range all(ch) {
	}
}

func all(ch chan int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for x := range ch {
			if !yield(x) {
				return
			}
		}
	}
}

func waitAtMost() {
	ch := make(chan int)
	go func() { close(ch) }() // want `outlives unknown \[\]`
	receiveAtMost(ch)
}

func receiveAtMost(ch chan int) {
	done := make(chan int)
	go func() { // want `outlives yes`
		<-ch
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(1):
	}
}

func collects(ctx context.Context) {
	ch := make(chan int, 1)
	go func() { ch <- 1 }() // want `outlives yes \+5 \[Receive\+2 arm\]`
	for {
		select {
		case <-ch:
		case <-ctx.Done():
			return
		}
	}
}
