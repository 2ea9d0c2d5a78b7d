package example

import "sync"

func runTwoCorrected(a, b job) {
	var wg sync.WaitGroup
	wg.Go(func() { a.run() })
	wg.Go(func() { b.run() })
	wg.Wait()
}
