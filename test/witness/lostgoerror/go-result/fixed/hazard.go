// Package goresult starts a server, and does not want to know how that went.
package goresult

import (
	"log"
	"net"
	"net/http"
)

// Start has s serve the clients of l.
func Start(s *http.Server, l net.Listener) {
	go func() {
		if err := s.Serve(l); err != nil {
			log.Printf("serve: %v", err)
		}
	}()
}
