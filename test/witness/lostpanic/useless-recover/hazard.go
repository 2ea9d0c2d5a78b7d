// Package uselessrecover recovers, it believes.
package uselessrecover

// Go runs a task in the background, and survives it.
func Go(task func()) {
	go func() {
		defer recover()
		task()
	}()
}
