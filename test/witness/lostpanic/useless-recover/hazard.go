// Package uselessrecover recovers, it believes.
package uselessrecover

import "log"

// Go runs a task in the background, and survives it.
func Go(task func() error) {
	go func() {
		defer recover()
		if err := task(); err != nil {
			log.Printf("task: %v", err)
		}
	}()
}
