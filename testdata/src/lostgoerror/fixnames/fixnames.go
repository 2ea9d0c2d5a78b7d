// Package fixnames has names that the fixes might hide.
package fixnames

import (
	"net/http"
	"os"
)

type server struct {
	http   *http.Server
	errors *http.Server
	log    *store
}

type store struct{}

func (s *store) Open(log, err, string, slog2 int) error { return os.Chdir("store") }

func open(log int, os ...any) error { return (*store)(nil).Open(log, 0, 0, 0) }

func start(s *server, ns []int) {
	go s.http.ListenAndServe()                  // want `drops the error of s.http.ListenAndServe`
	go s.errors.ListenAndServe()                // want `drops the error of s.errors.ListenAndServe`
	go s.log.Open(ns[0], ns[1], ns[2], ns[3])   // want `drops the error of s.log.Open`
	go open(ns[0], ns[1], len(ns), (ns[2]), ns) // want `drops the error of open`
}
