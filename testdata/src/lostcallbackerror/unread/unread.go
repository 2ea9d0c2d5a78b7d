// Package unread holds callbacks of APIs that nothing is known of.
package unread

import "log"

type result struct{ n int }

func fetch(done func(r *result, err error)) {}

func total() (n int) {
	fetch(func(r *result, err error) { // want `callback of fetch never reads .+ goes unnoticed`
		n += r.n
	})
	return n
}

func outer() error {
	var err error
	fetch(func(r *result, failure error) { // want `callback of fetch never reads .+ goes unnoticed`
		if err != nil {
			return
		}
		log.Print(r.n)
	})
	return err
}

func reads() (n int) {
	fetch(func(r *result, err error) {
		if err == nil {
			n += r.n
		}
	})
	return n
}

func blank() (n int) {
	fetch(func(r *result, _ error) { n += r.n })
	return n
}

func nilResult() (n int) {
	fetch(func(r *result, err error) {
		if r != nil {
			n += r.n
		}
	})
	return n
}

// It only learns that it is over.
func over() {
	done := make(chan struct{})
	fetch(func(r *result, err error) { close(done) })
	<-done
}

func explained() (n int) {
	fetch(func(r *result, err error) {
		// fetch has logged the error.
		n += r.n
	})
	return n
}

type hooks struct{ done func(*result, error) }

func fields() hooks {
	return hooks{done: func(r *result, err error) { log.Print(r.n) }}
}

func named(r *result, err error) { log.Print(r.n) }

func byName() { fetch(named) }
