package lasterror

import (
	"iter"
	"sync"
)

func overFunction(xs iter.Seq[int]) error {
	var wg sync.WaitGroup
	var err error
	for x := range xs {
		wg.Go(func() {
			err = work(x) // want `every goroutine that the loop starts assigns its error, or nil, to err`
		})
	}
	wg.Wait()
	return err
}

func overFunctionOwn(xs iter.Seq[int]) error {
	var wg sync.WaitGroup
	var failed error
	for x := range xs {
		var err error
		wg.Go(func() { err = work(x) })
		wg.Wait()
		if err != nil {
			failed = err
		}
	}
	return failed
}

func overFunctionOneByOne(xs iter.Seq[int]) error {
	var wg sync.WaitGroup
	var err error
	for x := range xs {
		wg.Go(func() { err = work(x) })
		wg.Wait()
		if err != nil {
			return err
		}
	}
	return nil
}

func generic[T any](xs []T, f func(T) error) error {
	var wg sync.WaitGroup
	var err error
	for _, x := range xs {
		wg.Go(func() {
			err = f(x) // want `every goroutine that the loop starts assigns its error, or nil, to err`
		})
	}
	wg.Wait()
	return err
}

func genericFailures[T any](xs []T, f func(T) error) (failed error) {
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Go(func() {
			if err := f(x); err != nil {
				failed = err
			}
		})
	}
	wg.Wait()
	return failed
}

type job interface{ run() error }

type jobs []job

func (js jobs) run() (err error) {
	var wg sync.WaitGroup
	for _, j := range js {
		wg.Go(func() {
			err = j.run() // want `every goroutine that the loop starts assigns its error, or nil, to err`
		})
	}
	wg.Wait()
	return
}

func nested(xs [][]int) error {
	var wg sync.WaitGroup
	var err error
	for _, list := range xs {
		for _, x := range list {
			wg.Go(func() {
				err = work(x) // want `every goroutine that the loop starts assigns its error, or nil, to err`
			})
		}
	}
	wg.Wait()
	return err
}
