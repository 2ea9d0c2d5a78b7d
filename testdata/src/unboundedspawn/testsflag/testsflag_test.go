package testsflag

import (
	"net/http"
	"testing"
)

func fetch(url string) { http.Get(url) }

func TestAll(t *testing.T) {
	urls := make(chan string)
	for u := range urls {
		go fetch(u) // want `each value of urls starts a goroutine`
	}
}
