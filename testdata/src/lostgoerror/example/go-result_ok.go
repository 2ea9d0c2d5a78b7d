package example

import (
	"log"
	"net/http"
)

func startDebugServerLogged() {
	log.Print("debug server on :6060")
	go func() {
		if err := http.ListenAndServe("localhost:6060", nil); err != nil {
			log.Printf("debug server: %v", err)
		}
	}()
}
