package example

import "net/http"

func serveProfiles(srv *http.Server) {
	//asynclint:ignore lostgoerror/go-result -- the service does without its profiles
	go srv.ListenAndServe()
}
