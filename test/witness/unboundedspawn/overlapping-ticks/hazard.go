// Package overlappingticks keeps an eye on a server.
package overlappingticks

import (
	"context"
	"log"
	"net/http"
	"time"
)

// Watch asks again and again whether a server is well, until ctx ends.
func Watch(ctx context.Context, client *http.Client, url string, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			go check(client, url)
		case <-ctx.Done():
			return
		}
	}
}

func check(client *http.Client, url string) {
	resp, err := client.Get(url)
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		log.Printf("%s is not well: %s", url, resp.Status)
	}
}
