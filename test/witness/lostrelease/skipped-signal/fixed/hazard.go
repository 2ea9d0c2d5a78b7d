// Package skippedsignal waits for a word that only success gives.
package skippedsignal

// Run does a task on a goroutine of its own, and tells if it failed.
func Run(task func() error, tell func(error)) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := task(); err != nil {
			tell(err)
			return
		}
	}()
	<-done
}
