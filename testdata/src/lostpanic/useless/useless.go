// Package useless holds recovers that don't recover, and some that do.
package useless

import (
	"fmt"
	"sync"

	"k8s.io/apimachinery/pkg/util/runtime"
)

func work() {}

func deferRecover() {
	defer recover() // want `defer recover\(\) does not recover: recover works only if a deferred function calls it; a panic goes on`
	work()
}

func deferRecoverInTask() {
	go func() {
		defer recover() // want `defer recover\(\) does not recover`
		work()
	}()
}

func queued(jobs chan<- func()) {
	jobs <- func() {
		defer recover() // want `defer recover\(\) does not recover`
		work()
	}
}

func deferInDeferred() {
	defer func() {
		// The one place where this recovers, by the specification's letter.
		defer recover()
		work()
	}()
	work()
}

func argument() {
	defer fmt.Println("recovered:", recover()) // want `recover returns nil here: the arguments of a deferred call are evaluated by the defer statement, before any panic`
	work()
}

func argumentOfLiteral() {
	defer func(r any) {
		fmt.Println("recovered:", r)
	}(recover()) // want `recover returns nil here: the arguments of a deferred call`
	work()
}

func argumentInDeferred() {
	defer func() {
		defer fmt.Println("recovered:", recover())
	}()
	work()
}

func goRecover() {
	go recover() // want `go recover\(\) does not recover: a new goroutine has no panic`
}

func neverDeferred() {
	go func() {
		if r := recover(); r != nil { // want `recover returns nil here: no defer statement runs it; a panic in this goroutine ends the process`
			fmt.Println(r)
		}
		work()
	}()
}

func waited(wg *sync.WaitGroup) {
	wg.Go(func() {
		work()
		if r := recover(); r != nil { // want `recover returns nil here: no defer statement runs it`
			fmt.Println(r)
		}
	})
}

func calledInDeferred() {
	defer func() {
		func() {
			if r := recover(); r != nil { // want `recover returns nil here: the function literal around it is called, not deferred; a panic goes on`
				fmt.Println(r)
			}
		}()
		work()
	}()
	work()
}

func heldAndCalled() {
	handle := func() {
		fmt.Println(recover()) // want `recover returns nil here: the function literal around it is called`
	}
	work()
	handle()
}

func heldAndDeferred() {
	handle := func() { fmt.Println(recover()) }
	defer handle()
	work()
}

func heldAndPassed(run func(func())) {
	handle := func() { fmt.Println(recover()) }
	run(handle)
}

func passed(run func(func())) {
	run(func() {
		fmt.Println(recover()) // run may defer it
	})
}

func logged() {
	if r := recover(); r != nil { // want `recover returns nil here: logged is never deferred; a panic goes on`
		fmt.Println(r)
	}
}

func logs() {
	work()
	logged()
}

func caught() any {
	return recover()
}

func helperCalled() {
	defer func() {
		if r := caught(); r != nil { // want `caught does not recover here: it calls recover and must itself be deferred, not called by a deferred function; a panic goes on`
			fmt.Println(r)
		}
	}()
	work()
}

func onPanic() {
	if r := recover(); r != nil {
		fmt.Println(r)
	}
}

func helperDeferred() {
	defer onPanic()
	work()
}

func helperCalledToo(mu *sync.Mutex) {
	defer func() {
		mu.Unlock()
		onPanic() // want `onPanic does not recover here`
	}()
	work()
}

func helperDeferredInDeferred() {
	defer func() {
		defer onPanic() // for work, which may panic too
		work()
	}()
	work()
}

func recoversItself() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(r)
		}
		onPanic()
	}()
	work()
}

func elsewhere() {
	onPanic() // not in a deferred function: it may be there for its other effects
	work()
}

type worker struct{ err error }

func (w *worker) rescue() {
	if r := recover(); r != nil {
		w.err = fmt.Errorf("%v", r)
	}
}

func (w *worker) run() {
	defer w.rescue()
	work()
}

func (w *worker) runLater() {
	defer func() {
		w.rescue() // want `w.rescue does not recover here`
	}()
	work()
}

// Rescue may be deferred by other packages.
func Rescue() {
	if r := recover(); r != nil {
		fmt.Println(r)
	}
}

func usesRescue() {
	Rescue()
	work()
}

type rescuer interface{ save() }

type byInterface struct{}

func (byInterface) save() { fmt.Println(recover()) }

func deferInterface(r rescuer) {
	defer r.save()
	byInterface{}.save()
	work()
}

func asValue() {
	rescue := savior
	defer rescue()
	work()
}

func savior() { fmt.Println(recover()) }

func calledBesides() { savior() }

// Reflection, or assembly, may use it.
func unused() { fmt.Println(recover()) }

func foreign() {
	defer func() {
		work()
		runtime.HandleCrash() // want `runtime.HandleCrash does not recover here`
	}()
	work()
}

func foreignDeferred() {
	defer runtime.HandleCrash()
	work()
}

func foreignCalled() {
	runtime.HandleCrash()
	work()
}

func shadowed() {
	recover := func() any { return nil }
	defer recover()
	go recover()
}

func recursive(n int) {
	defer recursiveRescue(n)
	work()
}

func recursiveRescue(n int) {
	if n > 0 {
		recursiveRescue(n - 1) // deferred or called
		return
	}
	fmt.Println(recover())
}
