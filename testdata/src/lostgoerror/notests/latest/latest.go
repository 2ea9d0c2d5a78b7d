// Package latest has nothing to do with tests.
package latest

import "net/http"

func Start(srv *http.Server) {
	go srv.ListenAndServe() // want `drops the error of srv.ListenAndServe`
}
