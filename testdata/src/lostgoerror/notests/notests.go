// Package notests is tested by starting servers on the side.
package notests

import "net/http"

func serve(srv *http.Server) {
	go srv.ListenAndServe() // want `drops the error of srv.ListenAndServe`
}
