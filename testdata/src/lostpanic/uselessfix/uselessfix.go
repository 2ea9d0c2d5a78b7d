// Package uselessfix holds recovers that a fix makes work, and some for which
// there is none.
package uselessfix

import (
	"log"

	"k8s.io/apimachinery/pkg/util/runtime"
)

func work() int { return 0 }

func task() {
	go func() {
		defer recover() // want `defer recover\(\) does not recover`
		work()
	}()
}

func results() (n int, err error) {
	defer recover() // want `defer recover\(\) does not recover`
	return work(), nil
}

func shadowing(log func(int), debug bool) {
	defer recover() // want `defer recover\(\) does not recover`
	log(work())
}

func named(r string, debug bool) {
	defer recover() // want `defer recover\(\) does not recover`
	log.Print(r, debug, work())
}

func handle() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func tagged(tag string) {
	if r := recover(); r != nil {
		log.Print(tag, r)
	}
}

type job struct{ name string }

func (j *job) handle() {
	if r := recover(); r != nil {
		log.Print(j.name, r)
	}
}

func helper() {
	defer func() { handle() }() // want `handle does not recover here`
	work()
}

func constant() { // want +2 `tagged does not recover here`
	defer func() {
		tagged("constant")
	}()
	work()
}

func variable(tag string) {
	defer func() {
		tagged(tag) // want `tagged does not recover here`
	}()
	tag += "!"
	work()
}

func method(j *job) {
	defer func() {
		j.handle() // want `j.handle does not recover here`
	}()
	j = new(job)
	work()
}

func besides(done chan struct{}) {
	defer func() {
		close(done)
		handle() // want `handle does not recover here`
	}()
	work()
}

func foreign() { // want +2 `runtime.HandleCrash does not recover here`
	defer func() {
		runtime.HandleCrash()
	}()
	work()
}

func commented() {
	defer func() {
		// What work leaves behind.
		handle() // want `handle does not recover here`
	}()
	work()
}

func held() {
	cleanup := func() {
		handle() // want `handle does not recover here`
	}
	defer cleanup()
	work()
}
