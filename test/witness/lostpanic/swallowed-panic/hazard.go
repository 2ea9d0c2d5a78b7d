// Package swallowedpanic survives, and does not know what.
package swallowedpanic

// Go runs a task in the background.
func Go(task func()) {
	go func() {
		defer func() {
			recover()
		}()
		task()
	}()
}
