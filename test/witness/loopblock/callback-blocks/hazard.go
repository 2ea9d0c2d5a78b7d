// Package callbackblocks ends sessions that nobody needs any more.
package callbackblocks

import (
	"log"
	"net/http"
	"runtime"
)

// A Session is one on a server.
type Session struct{ url string }

// Open returns the session at a URL, which ends when it is garbage.
func Open(client *http.Client, url string) *Session {
	s := &Session{url}
	runtime.SetFinalizer(s, func(s *Session) {
		resp, err := client.Get(s.url + "/end")
		if err != nil {
			log.Print(err)
			return
		}
		resp.Body.Close()
	})
	return s
}
