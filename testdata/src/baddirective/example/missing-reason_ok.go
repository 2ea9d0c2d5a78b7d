package example

import "net/http"

func serveTraces(srv *http.Server) {
	//asynclint:ignore lostgoerror/go-result -- the service does without its traces
	go srv.ListenAndServe()
}
