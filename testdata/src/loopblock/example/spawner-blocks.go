package example

import (
	"net/http"
	"time"
)

func follow(urls <-chan string, flush *time.Ticker) {
	for {
		select {
		case url := <-urls:
			go store(fetch(url)) // want `store is started only after a wait on the loop of follow: the go statement calls fetch → http.Get`
		case <-flush.C:
			flushAll()
		}
	}
}

func fetch(url string) int {
	resp, err := http.Get(url)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func store(status int) {}

func flushAll() {}
