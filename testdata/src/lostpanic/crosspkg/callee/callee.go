// Package callee is imported by package crosspkg.
package callee

import "log"

// Recover is to be deferred.
func Recover() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

// Panic panics.
func Panic() { panic("callee") }

// Each runs what its caller, in another package, passes.
func Each(fn func()) {
	defer Recover()
	go fn() // want `a panic of fn ends the process`
}

func uses() {
	defer func() {
		Recover() // want `Recover does not recover here`
	}()
	Panic()
}
