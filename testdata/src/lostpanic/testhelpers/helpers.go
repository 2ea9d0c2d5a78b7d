// Package testhelpers is about tests by its name.
package testhelpers

import (
	"log"
	"net/http"
)

func work() {}

func deferRecover() {
	defer recover() // want `defer recover\(\) does not recover`
	work()
}

func swallows() { // want +2 `recover throws the value of the panic away`
	go func() {
		defer func() { recover() }()
		work()
	}()
}

// Runs has a task that can panic.
func Runs(fn func()) {
	defer func() { log.Print(recover()) }()
	go fn() // want `a panic of fn ends the process`
}

func handler(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go next.ServeHTTP(w, r) // want `a panic of next.ServeHTTP ends the process`
	}
}
