package example

import "log"

func runInBackgroundDeferred(j job) (wait func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := j.run(); err != nil {
			log.Print(err)
			return
		}
	}()
	return func() { <-done }
}
