// Package spawnperitem downloads what a list names.
package spawnperitem

import (
	"io"
	"net/http"

	"golang.org/x/sync/errgroup"
)

// Download gets the documents at all URLs.
func Download(client *http.Client, urls []string) ([][]byte, error) {
	documents := make([][]byte, len(urls))
	var g errgroup.Group
	for i, url := range urls {
		g.Go(func() (err error) {
			documents[i], err = get(client, url)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return documents, nil
}

func get(client *http.Client, url string) ([]byte, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
