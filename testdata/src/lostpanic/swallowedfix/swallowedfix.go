// Package swallowedfix holds recovers that a fix makes log the panic.
package swallowedfix

import "log"

func work() {}

func task() { // want +3 `recover throws the value of the panic away`
	go func() {
		defer func() {
			recover()
		}()
		work()
	}()
}

func cleans(done chan struct{}, r int) { // want +4 `recover throws the value of the panic away`
	go func() {
		defer func() {
			close(done)
			recover()
		}()
		work()
		log.Print(r)
	}()
}

func oneLine() { // want +2 `recover throws the value of the panic away`
	go func() {
		defer func() { recover() }()
		work()
	}()
}

func branch() { // want +3 `recover throws the value of the panic away`
	go func() {
		defer func() {
			if recover() != nil {
				return
			}
		}()
		work()
	}()
}
