package example

import "log"

func runInBackground(j job) (wait func()) {
	done := make(chan struct{})
	go func() {
		if err := j.run(); err != nil {
			log.Print(err)
			return // want `the task ends here without close\(done\), which is called at line 12: the receive at line 14 blocks for ever`
		}
		close(done)
	}()
	return func() { <-done }
}
