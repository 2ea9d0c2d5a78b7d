// Package handler holds HTTP handlers that run others in goroutines.
package handler

import (
	"log"
	"net/http"
	"net/http/httputil"
	"time"

	"github.com/gin-gonic/gin"
)

func timeout(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		done := make(chan struct{})
		go func() { // want `a panic of next.ServeHTTP ends the process: the server recovers in the goroutine of the request, not in this one`
			defer close(done)
			next.ServeHTTP(w, r)
		}()
		select {
		case <-done:
		case <-time.After(time.Second):
		}
	})
}

func timeoutFunc(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		done := make(chan struct{})
		go func() { // want `a panic of next ends the process: the server recovers`
			next(w, r)
			close(done)
		}()
		<-done
	}
}

type proxies struct{ proxy *httputil.ReverseProxy }

func (p *proxies) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	go func() { // want `a panic of p.proxy.ServeHTTP ends the process`
		defer close(done)
		p.proxy.ServeHTTP(w, r)
	}()
	<-done
}

func direct(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go next.ServeHTTP(w, r) // want `a panic of next.ServeHTTP ends the process`
	}
}

func ginTimeout(c *gin.Context) {
	done := make(chan struct{})
	go func() { // want `a panic of c.Next ends the process`
		defer close(done)
		c.Next()
	}()
	<-done
}

func guarded(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		done := make(chan struct{})
		go func() { // want `a panic of next ends the process`
			defer close(done)
			next(w, r)
		}()
		<-done
	}
}

// What follows is fine.

func recovers(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		panics := make(chan any, 1)
		go func() {
			defer func() { panics <- recover() }()
			next.ServeHTTP(w, r)
		}()
		if p := <-panics; p != nil {
			panic(p)
		}
	}
}

func mayRecover(next http.Handler, cleanup func()) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go func() {
			defer cleanup()
			next.ServeHTTP(w, r)
		}()
	}
}

func synchronous(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go log.Print(r.URL)
		next.ServeHTTP(w, r)
	}
}

func wrapped(next http.Handler, safely func(func())) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go safely(func() { next.ServeHTTP(w, r) })
		go func() {
			safely(func() { next.ServeHTTP(w, r) })
		}()
	}
}

type files struct{}

func (files) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

func known(w http.ResponseWriter, r *http.Request) {
	go func() {
		files{}.ServeHTTP(w, r)
	}()
}

// A server of its own has its own rules.
func server(h http.Handler, requests <-chan *http.Request, w http.ResponseWriter) {
	for r := range requests {
		go func() {
			h.ServeHTTP(w, r)
		}()
	}
}

func ownGoroutine(w http.ResponseWriter, r *http.Request) {
	go func() {
		if err := r.Context().Err(); err != nil {
			panic(err)
		}
	}()
}

func ginCopies(c *gin.Context) {
	copied := c.Copy()
	go func() {
		log.Print(copied.Err())
	}()
	c.Next()
}
