// Package servertest helps tests, as its name says.
package servertest

import "net/http"

func Start(srv *http.Server) {
	go srv.ListenAndServe()
}
