// Package limitinside looks for broken links.
package limitinside

import (
	"log"
	"net/http"
	"sync"
)

// Check visits the links that come, parallel of them at a time.
func Check(client *http.Client, links <-chan string, parallel int) {
	slots := make(chan struct{}, parallel)
	var wg sync.WaitGroup
	for link := range links {
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			defer wg.Done()
			visit(client, link)
		}()
	}
	wg.Wait()
}

func visit(client *http.Client, link string) {
	resp, err := client.Get(link)
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		log.Printf("%s: %s", link, resp.Status)
	}
}
