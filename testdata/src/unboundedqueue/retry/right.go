package retry

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

const most = 3

func (p *pool) counted() {
	for j := range p.work {
		if err := do(&j); err != nil {
			if j.try < most {
				j.try++
				p.work <- j
			}
		}
	}
}

func (p *pool) countedBefore() {
	for j := range p.work {
		if j.try > most {
			log.Print("gave up ", j.name)
			continue
		}
		if err := do(&j); err != nil {
			j.try++
			p.work <- j
		}
	}
}

func (p *pool) exactly() {
	for j := range p.work {
		if err := do(&j); err != nil {
			if j.try == most {
				log.Print(err)
				continue
			}
			j.try++
			p.work <- j
		}
	}
}

func (p *pool) sleeps() {
	for j := range p.work {
		if err := do(&j); err != nil {
			time.Sleep(time.Second)
			p.work <- j
		}
	}
}

func (p *pool) later() {
	for j := range p.work {
		if err := do(&j); err != nil {
			time.AfterFunc(time.Second, func() { p.work <- j })
		}
	}
}

func (p *pool) waits(ctx context.Context) {
	for j := range p.work {
		if err := do(&j); err != nil {
			t := time.NewTimer(time.Second)
			select {
			case <-t.C:
				p.work <- j
			case <-ctx.Done():
				return
			}
		}
	}
}

type limiter interface{ Wait(context.Context) error }

func (p *pool) limited(ctx context.Context, l limiter) {
	for j := range p.work {
		if l.Wait(ctx) != nil {
			return
		}
		if err := do(&j); err != nil {
			p.work <- j
		}
	}
}

func (p *pool) shouldRetry(*job) bool { return false }

func (p *pool) asks() {
	for j := range p.work {
		if err := do(&j); err != nil && p.shouldRetry(&j) {
			p.work <- j
		}
	}
}

func (p *pool) decides(again func(*job) bool) {
	for j := range p.work {
		if err := do(&j); err != nil {
			if again(&j) {
				p.work <- j
			}
		}
	}
}

// What fails ends this worker: another one may have better luck.
func (p *pool) leaves() error {
	for j := range p.work {
		if err := do(&j); err != nil {
			p.work <- j
			return err
		}
	}
	return nil
}

func (p *pool) breaks() {
	defer close(p.quit)
publish:
	for {
		select {
		case j := <-p.work:
			if err := do(&j); err != nil {
				p.work <- j
				break publish
			}
		case <-p.quit:
			return
		}
	}
}

// A connection goes back to its pool, whatever came of it.
func lends(conns chan *http.Client, urls []string) {
	for _, u := range urls {
		c := <-conns
		if _, err := c.Get(u); err != nil {
			conns <- c
			continue
		}
		conns <- c
	}
}

func lendsAll(conns chan *http.Client, u string) {
	for {
		c := <-conns
		if _, err := c.Get(u); err != nil {
			conns <- c
			continue
		}
		conns <- c
	}
}

// Another queue is no retry.
func (p *pool) deadLetters(dead chan job) {
	for j := range p.work {
		if err := do(&j); err != nil {
			dead <- j
		}
	}
}

func (p *pool) answers(errs chan error) {
	for j := range p.work {
		if err := do(&j); err != nil {
			errs <- err
		}
	}
}

// Another worker may have more luck.
func (p *pool) handsOver(other *pool) {
	for j := range p.work {
		if err := do(&j); err != nil {
			other.work <- j
		}
	}
}

// One try more, by a function that is called once.
func (p *pool) once() {
	j := <-p.work
	if err := do(&j); err != nil {
		p.work <- j
	}
}

func (s *server) sleeps() {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			log.Print(err)
			time.Sleep(10 * time.Millisecond)
			continue
		}
		go serve(conn)
	}
}

func (s *server) backsOff(ctx context.Context) {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			select {
			case <-time.After(time.Second):
			case <-ctx.Done():
				return
			}
			continue
		}
		go serve(conn)
	}
}

func pause() { time.Sleep(time.Second) }

func (s *server) pausesElsewhere() {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			pause()
			continue
		}
		go serve(conn)
	}
}

func (s *server) returns() error {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			return err
		}
		go serve(conn)
	}
}

func (s *server) givesUp() {
	failures := 0
	for {
		conn, err := s.l.Accept()
		if err != nil {
			failures++
			if failures > 10 {
				return
			}
			continue
		}
		failures = 0
		go serve(conn)
	}
}

func (s *server) handleErr(err error) bool { time.Sleep(time.Second); return err == nil }

func (s *server) judges() {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			if !s.handleErr(err) {
				return
			}
			continue
		}
		go serve(conn)
	}
}

type handlers struct{ onError func(error) }

func (h *handlers) tells(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			h.onError(err)
			continue
		}
		go serve(conn)
	}
}

func (s *server) paced(slots chan struct{}) {
	for {
		slots <- struct{}{}
		conn, err := s.l.Accept()
		if err != nil {
			continue
		}
		serve(conn)
	}
}

// The deadline is what the error is about.
func polls(l *net.TCPListener, quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		default:
		}
		if l.SetDeadline(time.Now().Add(time.Second)) != nil {
			return
		}
		conn, err := l.Accept()
		if err != nil {
			continue
		}
		go serve(conn)
	}
}

func some(l net.Listener) {
	for range 10 {
		conn, err := l.Accept()
		if err != nil {
			continue
		}
		serve(conn)
	}
	for i := 0; i < 10; i++ {
		conn, err := l.Accept()
		if err != nil {
			continue
		}
		serve(conn)
	}
}

type stream struct{}

type streams struct{ err error }

// Accept fails for what is sent, not for want of anything.
func (s *streams) Accept() (*stream, error) { return nil, s.err }

func others(s *streams) {
	for {
		if _, err := s.Accept(); err != nil {
			continue
		}
	}
}

func dialsSlowly(addr string) net.Conn {
	for {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		return conn
	}
}

func dialsAll(addrs []string) {
	for _, addr := range addrs {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			continue
		}
		serve(conn)
	}
}

func dialsNext(addrs func() string) {
	for {
		addr := addrs()
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			continue
		}
		serve(conn)
	}
}

func dialsOnDemand(demand chan struct{}, addr string) {
	for {
		<-demand
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			continue
		}
		serve(conn)
	}
}

func dialsOrDies(addr string) net.Conn {
	for {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			if errors.Is(err, os.ErrPermission) {
				panic(fmt.Sprint("dial: ", err))
			}
			continue
		}
		return conn
	}
}
