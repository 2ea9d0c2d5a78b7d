package tests

import "testing"

func TestAll(t *testing.T) {
	urls := make(chan string)
	go serial(urls)
	for u := range urls {
		go fetch(u)
	}
}
