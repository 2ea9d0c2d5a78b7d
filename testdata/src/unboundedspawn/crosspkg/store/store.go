package store

import "net/http"

func Save(url string) error {
	resp, err := http.Post(url, "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Add(a, b int) int { return a + b }
