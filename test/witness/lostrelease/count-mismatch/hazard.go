// Package countmismatch waits for one task more than there are.
package countmismatch

import "sync"

// Run serves and watches, until both are over.
func Run(serve, watch func()) {
	var wg sync.WaitGroup
	wg.Add(3)
	go func() {
		defer wg.Done()
		serve()
	}()
	go func() {
		defer wg.Done()
		watch()
	}()
	wg.Wait()
}
