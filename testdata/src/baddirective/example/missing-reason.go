package example

import "net/http"

func serveDebug(srv *http.Server) {
	//asynclint:ignore lostgoerror/go-result // want `ignores lostgoerror/go-result without a reason: add -- and why`
	go srv.ListenAndServe()
}
