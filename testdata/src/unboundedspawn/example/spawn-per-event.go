package example

import "net/http"

func crawl(urls <-chan string) {
	for u := range urls {
		go func() { // want `each value of urls starts a goroutine, and nothing limits how many run`
			fetch(u)
		}()
	}
}

func fetch(url string) {
	if resp, err := http.Get(url); err == nil {
		resp.Body.Close()
	}
}
