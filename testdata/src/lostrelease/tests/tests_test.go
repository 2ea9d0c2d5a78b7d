// Package tests has a test file: findings in it are asked for by a flag.
package tests

import "sync"

func helper(work func() error) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work() != nil {
			return // want `the task ends here without wg.Done\(\)`
		}
		wg.Done()
	}()
	wg.Wait()
}
