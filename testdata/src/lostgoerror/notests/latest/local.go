package latest

import (
	"net/http"
	"net/http/httptest"
)

// Local serves tests, to judge by what its file imports.
func Local(h http.Handler) *httptest.Server {
	srv := httptest.NewServer(h)
	go srv.Config.ListenAndServe()
	return srv
}
