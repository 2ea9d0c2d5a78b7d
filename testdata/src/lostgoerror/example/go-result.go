package example

import (
	"log"
	"net/http"
)

func startDebugServer() {
	log.Print("debug server on :6060")
	go http.ListenAndServe("localhost:6060", nil) // want `go statement drops the error of http.ListenAndServe: a failure goes unnoticed`
}
