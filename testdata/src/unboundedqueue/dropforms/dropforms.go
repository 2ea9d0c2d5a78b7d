// Package dropforms has drops in generic code, in loops over functions, and in literals of variables.
package dropforms

import (
	"errors"
	"iter"
	"log"
)

type results[T any] struct {
	values chan T
	errs   chan error
}

func newResults[T any]() *results[T] {
	return &results[T]{values: make(chan T), errs: make(chan error)}
}

func (r *results[T]) next() (v T, err error) {
	select {
	case v = <-r.values:
	case err = <-r.errs:
	}
	return v, err
}

func (r *results[T]) run(make func() (T, error)) {
	v, err := make()
	if err != nil {
		select { // want `the error is lost unless .* r.errs`
		case r.errs <- err:
		default:
		}
		return
	}
	r.values <- v
}

func (r *results[T]) runLogged(make func() (T, error)) {
	v, err := make()
	if err != nil {
		log.Print(err)
		select {
		case r.errs <- err:
		default:
		}
		return
	}
	r.values <- v
}

func use() {
	r := newResults[int]()
	go r.run(func() (int, error) { return 0, errors.New("no") })
	go r.runLogged(func() (int, error) { return 0, errors.New("no") })
	n, err := r.next()
	log.Print(n, err)
}

func each(seq iter.Seq[func() error]) {
	errs := make(chan error)
	go func() {
		for err := range errs {
			log.Print(err)
		}
	}()
	for f := range seq {
		if err := f(); err != nil {
			select { // want `the error is lost unless .* errs`
			case errs <- err:
			default:
			}
		}
	}
}

func eachTold(seq iter.Seq[func() error]) error {
	errs := make(chan error)
	var last error
	for f := range seq {
		if err := f(); err != nil {
			last = err
			select {
			case errs <- err:
			default:
			}
		}
	}
	return last
}

var failures = make(chan error)

var fail = func(err error) {
	select { // want `the error is lost unless .* failures`
	case failures <- err:
	default:
	}
}

func watch() {
	for err := range failures {
		log.Print(err)
	}
}

// The callers of fails say what happened.
func fails(err error) {
	select {
	case failures <- err:
	default:
	}
}

func caller(f func() error) error {
	err := f()
	if err != nil {
		fails(err)
	}
	return err
}

// One of the callers of failsOften doesn't.
func failsOften(err error) {
	select { // want `the error is lost unless .* failures`
	case failures <- err:
	default:
	}
}

func tellingCaller(f func() error) error {
	err := f()
	if err != nil {
		failsOften(err)
	}
	return err
}

func silentCaller(f func() error) {
	if err := f(); err != nil {
		failsOften(err)
	}
}
