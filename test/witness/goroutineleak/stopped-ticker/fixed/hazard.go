// Package stoppedticker takes a ticker that has stopped for one that has ended.
package stoppedticker

import "time"

// Work does a job, and shows signs of life meanwhile.
func Work(job, beat func(), every time.Duration) {
	done := make(chan struct{})
	defer close(done)
	go func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				beat()
			case <-done:
				return
			}
		}
	}()
	job()
}
