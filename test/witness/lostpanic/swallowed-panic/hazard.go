// Package swallowedpanic survives, and does not know what.
package swallowedpanic

import "log"

// Go runs a task in the background.
func Go(task func() error) {
	go func() {
		defer func() {
			recover()
		}()
		if err := task(); err != nil {
			log.Printf("task: %v", err)
		}
	}()
}
