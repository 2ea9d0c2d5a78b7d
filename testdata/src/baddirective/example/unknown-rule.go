package example

import "net/http"

func serveMetrics(srv *http.Server) {
	//asynclint:ignore errcheck -- the process goes down with it // want `no rule or category "errcheck": "asynclint rules" lists them`
	go srv.ListenAndServe()
}
