package tests

import (
	"net/http"
	"testing"
)

func Test(t *testing.T) {
	srv := new(http.Server)
	go srv.ListenAndServe() // want `drops the error of srv.ListenAndServe`
	defer srv.Close()
}
