package notests

import (
	"errors"
	"net/http"
	"testing"
)

func Test(t *testing.T) {
	srv := new(http.Server)
	go srv.ListenAndServe()
	defer srv.Close()
	go func() {
		if err := errors.New("no"); err != nil {
			return
		}
	}()
}
