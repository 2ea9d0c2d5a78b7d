// Package notests imports testing: nothing is reported.
package notests

import (
	"log"
	"net/http"
	"testing"
)

func work() {}

func deferRecover(t *testing.T) {
	defer recover()
	work()
}

func helper() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func calls() {
	defer func() { helper() }()
	work()
}

func swallows() {
	go func() {
		defer func() { recover() }()
		work()
	}()
}

// Runs has a task that can panic.
func Runs(fn func()) {
	defer func() { log.Print(recover()) }()
	go fn()
}

func handler(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go next.ServeHTTP(w, r)
	}
}
