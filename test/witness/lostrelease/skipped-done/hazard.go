// Package skippeddone waits for a task that has gone.
package skippeddone

import "sync"

// Fetch fetches all pages, and tells what failed.
func Fetch(urls []string, get func(string) error, tell func(error)) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		go func() {
			if err := get(url); err != nil {
				tell(err)
				return
			}
			wg.Done()
		}()
	}
	wg.Wait()
}
