package drop

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"sync"
	"sync/atomic"
	"time"
)

// The first error wins, and has a place to lie in until somebody asks.
func firstWins(tasks []func() error) error {
	errc := make(chan error, 1)
	var wg sync.WaitGroup
	for _, t := range tasks {
		wg.Go(func() {
			if err := t(); err != nil {
				select {
				case errc <- err:
				default:
				}
			}
		})
	}
	wg.Wait()
	select {
	case err := <-errc:
		return err
	default:
		return nil
	}
}

type server struct {
	errs    chan error
	dropped atomic.Int64
	last    error
	all     []error

	// notify has no buffer: who isn't listening doesn't care, and errors are dropped.
	notify chan error
}

func newServer() *server { return &server{errs: make(chan error), notify: make(chan error)} }

func (s *server) serve() {
	for err := range s.errs {
		log.Print(err)
		time.Sleep(time.Second)
	}
	<-s.notify
}

func (s *server) logs() {
	if err := work(); err != nil {
		log.Print(err)
		select {
		case s.errs <- err:
		default:
		}
	}
}

func (s *server) logsAfter() {
	err := work()
	select {
	case s.errs <- err:
	default:
	}
	if err != nil {
		log.Print("work: ", err)
	}
}

func (s *server) logsElsewhere(err error) {
	select {
	case s.errs <- err:
	default:
	}
}

func (s *server) callsIt() {
	if err := work(); err != nil {
		fmt.Println(err)
		s.logsElsewhere(err)
	}
}

func (s *server) logsIfDropped() {
	select {
	case s.errs <- work():
	default:
		log.Print("dropped")
	}
}

func (s *server) counts() {
	if err := work(); err != nil {
		select {
		case s.errs <- err:
		default:
			s.dropped.Add(1)
		}
	}
}

func (s *server) countsBefore() {
	if err := work(); err != nil {
		s.dropped.Add(1)
		select {
		case s.errs <- err:
		default:
		}
	}
}

func (s *server) returns() error {
	err := work()
	if err != nil {
		select {
		case s.errs <- err:
		default:
		}
	}
	return err
}

func (s *server) wrapsAndReturns() error {
	err := work()
	if err != nil {
		select {
		case s.errs <- err:
		default:
		}
		return fmt.Errorf("work: %w", err)
	}
	return nil
}

func (s *server) stores() {
	if err := work(); err != nil {
		s.last = err
		select {
		case s.errs <- err:
		default:
		}
	}
}

func (s *server) collects() {
	if err := work(); err != nil {
		s.all = append(s.all, err)
		select {
		case s.errs <- err:
		default:
		}
	}
}

func (s *server) saysSo() bool {
	select {
	case s.errs <- work():
		return true
	default:
		return false
	}
}

func (s *server) named() (ok bool) {
	select {
	case s.errs <- work():
	default:
		return
	}
	return true
}

func (s *server) explained() {
	if err := work(); err != nil {
		// Nobody may be there.
		select {
		case s.errs <- err:
		default:
		}
	}
}

func (s *server) explainedWithin() {
	if err := work(); err != nil {
		select {
		case s.errs <- err:
		default: // nobody there
		}
	}
}

// tell drops err if nobody listens.
func (s *server) tell() {
	err := work()
	select {
	case s.errs <- err:
	default:
	}
}

func (s *server) documentedChannel() {
	err := work()
	select {
	case s.notify <- err:
	default:
	}
}

func (s *server) falls() {
	if err := work(); err != nil {
		select {
		case s.errs <- err:
			return
		default:
		}
		panic(err)
	}
}

func (s *server) retries() {
	err := work()
	for {
		select {
		case s.errs <- err:
		default:
			continue
		}
		break
	}
}

func (s *server) waits() {
	select {
	case s.errs <- work():
	case <-time.After(time.Second):
	}
}

func (s *server) ends(ctx context.Context) {
	select {
	case s.errs <- ctx.Err():
	default:
	}
	select {
	case s.errs <- io.EOF:
	default:
	}
	select {
	case s.errs <- nil:
	default:
	}
}

// The channel of somebody else may have a buffer.
func report(errs chan<- error) {
	err := work()
	select {
	case errs <- err:
	default:
	}
}

// Report has an argument from elsewhere.
func Report(errs chan error) { report(errs) }

type Exported struct {
	Errors chan error
}

func (e *Exported) start() {
	if e.Errors == nil {
		e.Errors = make(chan error)
	}
	err := work()
	select {
	case e.Errors <- err:
	default:
	}
}

// A signal has nothing in it that could be lost.
func kick(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Values are for those who ask, by a flag.
func values() {
	c := make(chan int)
	go func() {
		for n := range c {
			handle(n)
		}
	}()
	for n := range 100 {
		select {
		case c <- n:
		default:
		}
	}
}

func captured() error {
	errc := make(chan error)
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, err = load()
		select {
		case errc <- err:
		default:
		}
	}()
	<-done
	if err != nil {
		return errors.Join(err)
	}
	return <-errc
}
