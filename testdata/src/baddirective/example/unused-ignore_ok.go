package example

import (
	"log"
	"net/http"
)

func serveHealth(srv *http.Server) {
	go func() {
		log.Printf("health page: %v", srv.ListenAndServe())
	}()
}
