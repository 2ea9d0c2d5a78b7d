// Package sink is what takes long, or does not.
package sink

import "net/http"

var total int

// Store waits for a server.
func Store(s string) {
	resp, err := http.Get("http://localhost/" + s)
	if err == nil {
		resp.Body.Close()
	}
}

// Count waits for nobody.
func Count(s string) { total += len(s) }
