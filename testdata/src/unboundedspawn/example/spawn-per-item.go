package example

import "sync"

func warm(urls []string) {
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func() { // want `each element of urls starts a goroutine, all at once`
			defer wg.Done()
			fetch(u)
		}()
	}
	wg.Wait()
}
