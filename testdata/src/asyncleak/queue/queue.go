// Package queue has channels of resources that are closed with resources in
// them.
package queue

import (
	"errors"
	"net"
	"os"
	"sync"
)

type pool struct {
	idle chan net.Conn
}

func newPool() *pool { return &pool{idle: make(chan net.Conn, 8)} }

func (p *pool) get(addr string) (net.Conn, error) {
	select {
	case c, ok := <-p.idle:
		if !ok {
			return nil, errors.New("closed")
		}
		return c, nil
	default:
		return net.Dial("tcp", addr)
	}
}

func (p *pool) put(c net.Conn) {
	select {
	case p.idle <- c:
	default:
		c.Close()
	}
}

func (p *pool) Close() {
	close(p.idle) // want `p.idle is closed with what is still in it: nobody receives and closes that`
}

// Near-misses.

type drained struct {
	idle chan net.Conn
}

func newDrained() *drained { return &drained{idle: make(chan net.Conn, 8)} }

func (p *drained) get(addr string) (net.Conn, error) {
	select {
	case c := <-p.idle:
		return c, nil
	default:
		return net.Dial("tcp", addr)
	}
}

func (p *drained) put(c net.Conn) {
	select {
	case p.idle <- c:
	default:
		c.Close()
	}
}

func (p *drained) Close() {
	close(p.idle)
	for c := range p.idle {
		c.Close()
	}
}

type drainedBefore struct {
	idle chan net.Conn
}

func newDrainedBefore() *drainedBefore { return &drainedBefore{idle: make(chan net.Conn, 8)} }

func (p *drainedBefore) put(c net.Conn) { p.idle <- c }

func (p *drainedBefore) Close() {
	for {
		select {
		case c := <-p.idle:
			c.Close()
			continue
		default:
		}
		break
	}
	close(p.idle)
}

// Its worker takes what is left.
type worked struct {
	queue chan *os.File
	wg    sync.WaitGroup
}

func newWorked() *worked {
	w := &worked{queue: make(chan *os.File, 8)}
	w.wg.Go(func() {
		for f := range w.queue {
			f.Close()
		}
	})
	return w
}

func (w *worked) add(f *os.File) { w.queue <- f }

func (w *worked) Close() {
	close(w.queue)
	w.wg.Wait()
}

// A channel without a buffer is empty.
type handover struct {
	conns chan net.Conn
}

func newHandover() *handover { return &handover{conns: make(chan net.Conn)} }

func (h *handover) offer(c net.Conn) { h.conns <- c }

func (h *handover) take() net.Conn { return <-h.conns }

func (h *handover) Close() { close(h.conns) }

// What it holds is no resource.
type numbers struct {
	queue chan int
}

func newNumbers() *numbers { return &numbers{queue: make(chan int, 8)} }

func (n *numbers) add(i int) { n.queue <- i }

func (n *numbers) get() int { return <-n.queue }

func (n *numbers) Close() { close(n.queue) }

// A helper drains.
type helped struct {
	idle chan net.Conn
}

func newHelped() *helped { return &helped{idle: make(chan net.Conn, 8)} }

func (p *helped) put(c net.Conn) { p.idle <- c }

func (p *helped) Close() {
	close(p.idle)
	p.drain()
}

func (p *helped) drain() {
	for {
		c, ok := <-p.idle
		if !ok {
			return
		}
		c.Close()
	}
}

// Whoever calls Accept goes on until it fails.
type listener struct {
	conns chan net.Conn
}

func newListener() *listener { return &listener{conns: make(chan net.Conn, 8)} }

func (l *listener) Accept() (net.Conn, error) {
	c, ok := <-l.conns
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (l *listener) offer(c net.Conn) { l.conns <- c }

func (l *listener) Close() error {
	close(l.conns)
	return nil
}
