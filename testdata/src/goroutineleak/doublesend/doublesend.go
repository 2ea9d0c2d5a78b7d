// Package doublesend has goroutines that send once more than is received.
package doublesend

import "errors"

type result struct {
	n   int
	err error
}

func work() (int, error) { return 0, errors.New("work") }

func missingReturn() error {
	errc := make(chan error)
	go func() {
		if _, err := work(); err != nil {
			errc <- err // want `the goroutine goes on after errc <- err and blocks for ever on errc <- nil \(line 19\), since missingReturn receives once: a return is missing here`
		}
		errc <- nil
	}()
	return <-errc
}

func missingReturnInResult() (int, error) {
	ch := make(chan result)
	go func() {
		n, err := work()
		if err != nil {
			ch <- result{err: err} // want `the goroutine goes on after ch <- result{…} and blocks for ever on ch <- result{…}`
		}
		ch <- result{n: n}
	}()
	r := <-ch
	return r.n, r.err
}

func buffered() error {
	errc := make(chan error, 1)
	go func() {
		_, err := work()
		if err != nil {
			errc <- err
		}
		errc <- nil
	}()
	return <-errc // one is received, one is in the buffer
}

func three() error {
	errc := make(chan error, 1)
	go func() {
		_, err := work()
		if err != nil {
			errc <- err // want `the goroutine may send 3 values on errc, here and on errc <- err \(line 57\), but three receives once: it blocks for ever`
		}
		if _, err := work(); err != nil {
			errc <- err
		}
		errc <- nil
	}()
	return <-errc
}

func inHelper() error {
	errc := make(chan error)
	go run(errc)
	return <-errc
}

func run(errc chan<- error) {
	if _, err := work(); err != nil {
		errc <- err // want `the goroutine goes on after errc <- err and blocks for ever on errc <- nil`
	}
	errc <- nil
}

func returns() error {
	errc := make(chan error)
	go func() {
		if _, err := work(); err != nil {
			errc <- err
			return
		}
		errc <- nil
	}()
	return <-errc
}

func otherwise() error {
	errc := make(chan error)
	go func() {
		if _, err := work(); err != nil {
			errc <- err
		} else {
			errc <- nil
		}
	}()
	return <-errc
}

func sameCondition() error {
	errc := make(chan error)
	go func() {
		_, err := work()
		if err != nil {
			errc <- err
		}
		if err == nil {
			errc <- nil
		}
	}()
	return <-errc
}

func bothReceived() error {
	errc := make(chan error)
	go func() {
		_, err := work()
		errc <- err
		_, err = work()
		errc <- err
	}()
	return errors.Join(<-errc, <-errc)
}

func receivedInLoop() (errs []error) {
	errc := make(chan error)
	go func() {
		defer close(errc)
		if _, err := work(); err != nil {
			errc <- err
		}
		errc <- nil
	}()
	for err := range errc {
		errs = append(errs, err)
	}
	return errs
}

func receivedTwiceInLoop() (errs []error) {
	errc := make(chan error)
	go func() {
		_, err := work()
		errc <- err
		_, err = work()
		errc <- err
	}()
	for range 2 {
		errs = append(errs, <-errc)
	}
	return errs
}

func startAndEnd() {
	events := make(chan string)
	go func() {
		events <- "started"
		_, _ = work()
		events <- "ended"
	}()
	<-events
	println("started")
	<-events
}

func panics() error {
	errc := make(chan error)
	go func() {
		if _, err := work(); err != nil {
			errc <- err
			panic(err)
		}
		errc <- nil
	}()
	return <-errc
}

func deferredSend() (err error) {
	errc := make(chan error)
	go func() {
		var err error
		defer func() { errc <- err }()
		_, err = work()
	}()
	return <-errc
}

type server struct{ errc chan error }

func (s *server) field() {
	go func() {
		if _, err := work(); err != nil {
			s.errc <- err
		}
		s.errc <- nil
	}()
	<-s.errc
}

func newServer() *server { return &server{errc: make(chan error)} }
