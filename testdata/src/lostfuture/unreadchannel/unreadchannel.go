// Package unreadchannel has errors that are sent where nobody receives them.
package unreadchannel

import (
	"os"
	"strconv"
	"sync"
)

func work(i int) error { return os.Mkdir(strconv.Itoa(i), 0o700) }

func load(i int) (string, error) {
	data, err := os.ReadFile(strconv.Itoa(i))
	return string(data), err
}

type result struct {
	text string
	err  error
}

func each(xs []int) {
	var wg sync.WaitGroup
	errs := make(chan error, len(xs)) // want `^goroutines send errors on errs, from which nobody receives: a failure goes unnoticed$`
	for _, x := range xs {
		wg.Go(func() { errs <- work(x) })
	}
	wg.Wait()
	close(errs)
}

func one() {
	errc := make(chan error, 1) // want `goroutines send errors on errc, from which nobody receives`
	go func() {
		errc <- work(1)
	}()
}

func results(n int) {
	out := make(chan result, n) // want `goroutines send errors on out, from which nobody receives`
	for i := range n {
		go func() {
			text, err := load(i)
			out <- result{text, err}
		}()
	}
}

func report(errs chan<- error, x int) {
	if err := work(x); err != nil {
		errs <- err
	}
}

func inFunction(xs []int) {
	var wg sync.WaitGroup
	errs := make(chan error, len(xs)) // want `goroutines send errors on errs, from which nobody receives`
	for _, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			report(errs, x)
		}()
	}
	wg.Wait()
}

func fewer() error {
	errc := make(chan error, 2)
	go func() { errc <- work(1) }()
	go func() { errc <- work(2) }()
	if err := <-errc; err != nil { // want `^2 goroutines send their errors on errc, 1 received: the failure of another goes unnoticed$`
		return err
	}
	return nil
}

func third() error {
	errc := make(chan error, 3)
	go func() { errc <- work(1) }()
	go func() { errc <- work(2) }()
	go func() { errc <- work(3) }()
	if err := <-errc; err != nil {
		return err
	}
	if err := <-errc; err != nil { // want `^3 goroutines send their errors on errc, 2 received: the failure of another goes unnoticed$`
		return err
	}
	return nil
}
