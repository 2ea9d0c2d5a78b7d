// Package mux serves with github.com/gorilla/mux.
package mux

import (
	"io"
	"net/http"

	"github.com/gorilla/mux"
)

type loader interface {
	load(name string) ([]byte, error)
}

func routes(l loader) http.Handler {
	r := mux.NewRouter()
	r.HandleFunc("/silent/{name}", func(w http.ResponseWriter, r *http.Request) {
		b, err := l.load(mux.Vars(r)["name"])
		if err != nil { // want `silent-handler: .*l.load failed: the client sees 200 OK`
			return
		}
		_, _ = w.Write(b)
	}).Methods(http.MethodGet)
	r.HandleFunc("/answers/{name}", func(w http.ResponseWriter, r *http.Request) {
		b, err := l.load(mux.Vars(r)["name"])
		if err != nil {
			http.Error(w, "no such name", http.StatusNotFound)
			return
		}
		_, _ = w.Write(b)
	}).Methods(http.MethodGet)
	r.HandleFunc("/copies", func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(w, r.Body); err != nil {
			return
		}
	})
	r.Use(logged)
	return r
}

// logged calls the next handler, which answers.
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
	})
}
