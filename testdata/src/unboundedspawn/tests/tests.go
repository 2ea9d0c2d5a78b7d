// Package tests has tests that start a task for each event.
package tests

import "net/http"

func fetch(url string) { http.Get(url) }

func serial(urls <-chan string) {
	for u := range urls {
		fetch(u)
	}
}
