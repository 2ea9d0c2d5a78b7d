// Package crosspkg calls what another package declares.
package crosspkg

import (
	"log"

	"lostpanic/crosspkg/callee"
)

func deferred() {
	defer callee.Recover()
	callee.Panic()
}

// Which functions of another package call recover is not known, but for a few.
func called() {
	defer func() {
		callee.Recover()
	}()
	callee.Panic()
}

func spawns() {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	// Nor is what panics there.
	go callee.Panic()
	go func() {
		defer callee.Recover()
		callee.Each(nil)
	}()
	go callee.Each(func() { panic("here") })
}
