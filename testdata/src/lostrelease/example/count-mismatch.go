package example

import "sync"

func runTwo(a, b job) {
	var wg sync.WaitGroup
	wg.Add(3) // want `wg counts 3, but 2 tasks are started that call Done: wg.Wait blocks for ever`
	go func() {
		defer wg.Done()
		a.run()
	}()
	go func() {
		defer wg.Done()
		b.run()
	}()
	wg.Wait()
}
