// Package uselessrecover recovers, it believes.
package uselessrecover

import "log"

// Go runs a task in the background, and survives it.
func Go(task func()) {
	go func() {
		defer func() {
			if r := recover(); r != nil {
				log.Printf("task: panic: %v", r)
			}
		}()
		task()
	}()
}
