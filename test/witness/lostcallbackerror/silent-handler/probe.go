package silenthandler

import (
	"errors"
	"net/http"
	"net/http/httptest"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.FalseSuccess, Probe: func(t *harm.Trial) {
	truth := world.Tell(t)
	disk := world.Disk{Files: []string{"a", "b"}, Broken: []string{"b"}}
	var mux http.ServeMux
	mux.Handle("/size/{name}", Sizes(disk))
	truth.Succeeded(get(&mux, "/size/a"))
	truth.Failed(get(&mux, "/size/b"))
}}

// get returns what a client takes for an error.
func get(h http.Handler, url string) error {
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, url, nil))
	if answer.Code != http.StatusOK {
		return errors.New(http.StatusText(answer.Code))
	}
	return nil
}
