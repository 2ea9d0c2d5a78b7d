package endless

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func work()       {}
func ok() bool    { return false }
func step() error { return nil }

func forever() { // want `endless for \+1; no stops`
	for {
		work()
	}
}

func empty() { // want `endless for \+1; no stops`
	for {
	}
}

func condition() { // want `endless for \+2; no stops`
	x := 1
	for true {
		x++
	}
}

func selectForever(a, b chan int) { // want `endless for \+1; no stops`
	for {
		select {
		case <-a:
		case <-b:
			break
		}
	}
}

func block() { // want `endless select \+2; no stops`
	work()
	select {}
}

func calls() { // want `endless for -20; no stops`
	work()
	condition()
}

func after(c bool) { // want `endless for \+4; no stops`
	if c {
		return
	}
	for {
		work()
	}
}

func nested() { // want `endless for \+1; no stops`
	for {
		for i := 0; i < 3; i++ {
			work()
		}
	}
}

func second(c chan int) { // want `endless for \+3; no stops`
	for range c {
	}
	for {
		if ok() {
			work()
		}
	}
}

func ranges(c chan int) { // want `ends; channel \+1`
	for range c {
	}
}

func ticker(t *time.Ticker) { // want `ends; no stops`
	for range t.C {
		work()
	}
}

func returns(stop chan bool) { // want `ends; channel \+2`
	for {
		select {
		case <-stop:
			return
		case <-time.After(1):
		}
	}
}

func labelled(a chan int, ctx context.Context) { // want `ends; context \+3`
loop:
	for {
		select {
		case <-ctx.Done():
			break loop
		case <-a:
		}
	}
}

func closed(a chan int) { // want `ends; channel \+2`
	for {
		_, ok := <-a
		if !ok {
			return
		}
	}
}

func closedArm(a chan int, b chan int) { // want `ends; channel \+2`
	for {
		select {
		case _, ok := <-a:
			if !ok {
				return
			}
		case <-b:
		}
	}
}

func contextErr(ctx context.Context) { // want `ends; context \+1`
	for ctx.Err() == nil {
		work()
	}
}

func fails(c net.Conn) { // want `ends; error \+3`
	var buf [1]byte
	for {
		if _, err := c.Read(buf[:]); err != nil {
			return
		}
	}
}

func accepts(l net.Listener) { // want `ends; error \+2`
	for {
		_, err := l.Accept()
		if errors.Is(err, net.ErrClosed) {
			log.Print(err)
			return
		}
	}
}

func scans(r io.Reader) { // want `ends; error \+2`
	s := bufio.NewScanner(r)
	for s.Scan() {
		work()
	}
}

type T struct {
	stopped bool
	flag    atomic.Bool
	mu      sync.Mutex
	stop    chan struct{}
}

func (t *T) flags() { // want `ends; flag stopped \+1`
	for !t.stopped {
		work()
	}
}

func (t *T) atomics() { // want `ends; flag flag \+1`
	for !t.flag.Load() {
		work()
	}
}

func (t *T) isStopped() bool { // want `ends; return`
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stopped
}

func (t *T) byMethod() { // want `ends; flag stopped -3`
	for {
		if t.isStopped() {
			return
		}
	}
}

func (t *T) local() { // want `ends; channel stop \+3`
	done := false
	for !done {
		select {
		case <-t.stop:
			done = true
		case <-time.After(1):
		}
	}
}

func (t *T) waits() { // want `ends; channel stop \+1`
	<-t.stop
	work()
}

func (t *T) callsLoop() { // want `ends; channel stop -13`
	defer work()
	t.local()
}

func counts() { // want `ends; return \+1`
	for i := 0; i < 3; i++ {
		work()
	}
}

func straight() { // want `ends; return`
	work()
}

func exits() { // want `ends; return \+2`
	for {
		if ok() {
			os.Exit(1)
		}
	}
}

func goexit() { // want `ends; return \+2`
	for {
		if ok() {
			runtime.Goexit()
		}
	}
}

func panics() { // want `ends; return \+2`
	for {
		if ok() {
			panic("x")
		}
	}
}

func recursive() { recursive() } // want `ends; return`
