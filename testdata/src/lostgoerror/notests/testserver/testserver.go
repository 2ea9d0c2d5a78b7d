// Package testserver is there for tests.
package testserver

import "net/http"

// Start starts a server.
func Start(srv *http.Server) {
	go srv.ListenAndServe()
}
