// Package rangefunc has goroutines that leak around loops over functions.
package rangefunc

import (
	"errors"
	"iter"
)

func check(n int) error { return errors.New("check") }

func sendsAll(seq iter.Seq[int]) error {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for n := range seq {
			ch <- n // want `the goroutine blocks for ever on ch <- n when sendsAll returns at line 21`
		}
	}()
	for n := range ch {
		if err := check(n); err != nil {
			return err
		}
	}
	return nil
}

func startsAll(seq iter.Seq[int]) error {
	errc := make(chan error) // want `errc has no buffer`
	for n := range seq {
		go func() { errc <- check(n) }()
	}
	return <-errc
}

func returnsFromLoop(seq iter.Seq[int]) error {
	errc := make(chan error) // want `errc has no buffer`
	go func() { errc <- check(0) }()
	for n := range seq {
		if err := check(n); err != nil {
			return err
		}
	}
	return <-errc
}

func receivesInLoop(seq iter.Seq[int]) error {
	errc := make(chan error)
	go func() { errc <- check(0) }()
	for n := range seq {
		if err := check(n); err != nil {
			return errors.Join(err, <-errc)
		}
	}
	return <-errc
}

func receivesEach(seq iter.Seq[int]) {
	for n := range seq {
		errc := make(chan error)
		go func() { errc <- check(n) }()
		println(<-errc)
	}
}

func receivesAll(seq iter.Seq[int]) (sum int) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for n := range seq {
			ch <- n
		}
	}()
	for n := range ch {
		sum += n
	}
	return sum
}

func deferredInLoop(seq iter.Seq[int]) error {
	ch := make(chan int)
	go func() {
		for n := range ch {
			println(n)
		}
	}()
	defer close(ch)
	for n := range seq {
		if err := check(n); err != nil {
			return err
		}
		ch <- n
	}
	return nil
}

func startedAndReceived(seq iter.Seq[int]) {
	errc := make(chan error)
	for n := range seq {
		go func() { errc <- check(n) }()
		println(<-errc)
	}
}
