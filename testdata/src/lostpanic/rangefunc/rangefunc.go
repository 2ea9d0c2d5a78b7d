// Package rangefunc holds loops over functions.
package rangefunc

import (
	"iter"
	"log"
)

func work() {}

// What recover does in the body of such a loop depends on the release of Go.
func deferInLoop(seq iter.Seq[int]) {
	for range seq {
		defer recover()
		work()
	}
}

// Each starts tasks in a loop over a function.
func Each(fns iter.Seq[func()], other func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	for range fns {
		go other() // want `a panic of other ends the process`
	}
	go func() { // want `a panic of other ends the process`
		for range fns {
			other()
		}
	}()
}

func recoversInLoop(seq iter.Seq[int]) {
	for range seq {
		defer func() {
			log.Print(recover())
		}()
		work()
	}
}

func recoverInBody(seq iter.Seq[int]) {
	defer func() {
		for range seq {
			log.Print(recover())
		}
	}()
	work()
}

func taskInBody(seq iter.Seq[int]) {
	for range seq {
		go func() {
			defer func() { log.Print(recover()) }()
			work()
		}()
	}
}

func deferredInLoop(seq iter.Seq[int], fn func()) {
	for range seq {
		go func() {
			defer func() {
				if r := recover(); r != nil {
					log.Print(r)
				}
			}()
			fn()
		}()
	}
}
