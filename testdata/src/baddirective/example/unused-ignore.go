package example

import (
	"log"
	"net/http"
)

func serveStatus(srv *http.Server) {
	//asynclint:ignore lostgoerror/go-result -- the service does without its status page // want `ignores lostgoerror/go-result, but there is no such finding here: delete it`
	go func() {
		log.Printf("status page: %v", srv.ListenAndServe())
	}()
}
