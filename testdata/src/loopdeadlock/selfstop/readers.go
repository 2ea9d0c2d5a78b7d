package selfstop

import (
	"errors"
	"io"
	"net"
	"sync"
)

// A loop around reads.
type client struct {
	conn net.Conn
	wg   sync.WaitGroup
	err  error
}

func dial(conn net.Conn) *client {
	c := &client{conn: conn}
	c.wg.Add(2)
	go c.read()
	go func() {
		defer c.wg.Done()
		c.write()
	}()
	return c
}

func (c *client) read() {
	defer c.wg.Done()
	buf := make([]byte, 100)
	for {
		if _, err := c.conn.Read(buf); err != nil {
			c.fail(err)
			return
		}
	}
}

func (c *client) write() {
	for {
		if _, err := c.conn.Write([]byte("ping")); err != nil {
			c.err = err
			c.Close() // want `the loop of write \(line \d+\) calls c.Close, which waits for the group that this goroutine is in`
			return
		}
	}
}

func (c *client) fail(err error) {
	if errors.Is(err, io.EOF) {
		c.Close() // want `the loop of read \(line \d+\) calls c.Close, which waits for the group`
	}
	go c.Close()
}

func (c *client) Close() {
	c.conn.Close()
	c.wg.Wait()
}

// Deferred calls are executed in reverse order.
type deferring struct {
	conn net.Conn
	wg   sync.WaitGroup
}

func (d *deferring) Start() {
	d.wg.Add(2)
	go d.first()
	go d.last()
}

func (d *deferring) first() {
	defer d.wg.Done()
	defer d.Close() // want `the loop of first \(line \d+\) calls d.Close, which waits for the group`
	for {
		if _, err := d.conn.Read(nil); err != nil {
			return
		}
	}
}

func (d *deferring) last() {
	defer d.Close()
	defer d.wg.Done()
	for {
		if _, err := d.conn.Read(nil); err != nil {
			return
		}
	}
}

func (d *deferring) Close() {
	d.conn.Close()
	d.wg.Wait()
}

// The loop is not in the group itself, or no more.
type acceptor struct {
	l     net.Listener
	conns sync.WaitGroup
	done  chan struct{}
}

func (a *acceptor) Start() {
	go a.accept()
}

func (a *acceptor) accept() {
	for {
		conn, err := a.l.Accept()
		if err != nil {
			break
		}
		a.conns.Go(func() { serveConn(conn) })
	}
	a.conns.Wait()
	close(a.done)
	a.Wait()
}

func serveConn(conn net.Conn) {
	defer conn.Close()
	for {
		if _, err := conn.Read(nil); err != nil {
			return
		}
	}
}

func (a *acceptor) Wait() { <-a.done }

// Of another object.
type proxy struct {
	peer *proxy
	conn net.Conn
	wg   sync.WaitGroup
}

func (p *proxy) Start() {
	p.wg.Go(func() {
		for {
			if _, err := p.conn.Read(nil); err != nil {
				p.peer.Close()
				return
			}
		}
	})
}

func (p *proxy) Close() {
	p.conn.Close()
	p.wg.Wait()
}

// What Close waits for does not come with the loop's end.
type counted struct {
	conn net.Conn
	wg   sync.WaitGroup
}

func (c *counted) Start() {
	go func() {
		for {
			c.wg.Add(1)
			_, err := c.conn.Read(nil)
			c.wg.Done()
			if err != nil {
				c.wg.Wait()
				return
			}
		}
	}()
}

// Tasks without a loop.
type session struct {
	conn net.Conn
	wg   sync.WaitGroup
	out  chan error
}

func (s *session) watch() {
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		if _, err := s.conn.Read(nil); err != nil {
			s.Close() // want `the goroutine started at line \d+ calls s.Close, which waits for the group that this goroutine is in: it waits for its own end for ever`
		}
	}()
}

func (s *session) Close() {
	s.conn.Close()
	s.wg.Wait()
}

func (s *session) ask() {
	done := make(chan struct{})
	go func() {
		s.conn.Read(nil)
		<-done // want `the goroutine started at line \d+ receives from done, which this goroutine closes at its end`
		close(done)
	}()
	<-done
}

// Has told its end before it waits for the others.
func (s *session) last() {
	s.wg.Add(1)
	go func() {
		_, err := s.conn.Read(nil)
		s.wg.Done()
		s.wg.Wait()
		s.out <- err
	}()
	s.wg.Add(1)
	go func() {
		defer s.wg.Wait()
		defer s.wg.Done()
		s.conn.Read(nil)
	}()
}

// A goroutine that waits for the others.
func gather(conns []net.Conn) <-chan error {
	out := make(chan error)
	var wg sync.WaitGroup
	for _, c := range conns {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err := c.Read(nil)
			out <- err
		}()
	}
	go func() {
		defer close(out)
		wg.Wait()
	}()
	return out
}

// Waits for the one before, and starts the next.
type mirror struct {
	wg   sync.WaitGroup
	conn net.Conn
}

func (m *mirror) setup(start func(func()) bool) {
	go func() {
		m.wg.Wait()
		if _, err := m.conn.Read(nil); err != nil {
			return
		}
		m.wg.Add(1)
		if !start(func() { defer m.wg.Done() }) {
			m.wg.Done()
		}
	}()
}

// Each call has a group of its own.
func walk(names []string) {
	var wg sync.WaitGroup
	for i := range names {
		wg.Go(func() { walk(names[i+1:]) })
	}
	wg.Wait()
}

func walkChannel(n int) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		walkChannel(n - 1)
	}()
	<-done
}
