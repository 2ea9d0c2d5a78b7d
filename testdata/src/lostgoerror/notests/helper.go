package notests

import (
	"net/http"
	"testing"
)

// startServer helps tests of other packages.
func startServer(t *testing.T) *http.Server {
	t.Helper()
	srv := new(http.Server)
	go srv.ListenAndServe()
	return srv
}
