// Command program ends, and with it its goroutines.
package main

import (
	"errors"
	"net/http"
	"time"
)

func work() error { return errors.New("work") }

func main() {
	errc := make(chan error)
	go func() { errc <- work() }()
	select {
	case <-errc:
	case <-time.After(time.Second):
	}
	if err := run(); err != nil {
		println(err.Error())
	}
	for range 3 {
		_ = attempt()
	}
	http.HandleFunc("/", serve)
	table["check"]()
}

var table = map[string]func() error{"check": check}

func run() error {
	errc := make(chan error)
	go func() { errc <- work() }()
	select {
	case err := <-errc:
		return err
	case <-time.After(time.Second):
		return errors.New("timeout")
	}
}

func check() error {
	errc := make(chan error)
	go func() { errc <- work() }()
	select {
	case err := <-errc:
		return err
	case <-time.After(time.Second):
		return errors.New("timeout")
	}
}

func attempt() error {
	errc := make(chan error) // want `errc has no buffer`
	go func() { errc <- work() }()
	select {
	case err := <-errc:
		return err
	case <-time.After(time.Second):
		return errors.New("timeout")
	}
}

func serve(w http.ResponseWriter, r *http.Request) {
	errc := make(chan error) // want `errc has no buffer`
	go func() { errc <- work() }()
	select {
	case <-errc:
	case <-r.Context().Done():
	}
}
