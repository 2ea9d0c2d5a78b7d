// Package stoppedticker takes a ticker that has stopped for one that has ended.
package stoppedticker

import "time"

// Work does a job, and shows signs of life meanwhile.
func Work(job, beat func(), every time.Duration) {
	ticker := time.NewTicker(every)
	go func() {
		for range ticker.C {
			beat()
		}
	}()
	job()
	ticker.Stop()
}
