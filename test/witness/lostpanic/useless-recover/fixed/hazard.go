// Package uselessrecover recovers, it believes.
package uselessrecover

import (
	"log"
	"runtime/debug"
)

// Go runs a task in the background, and survives it.
func Go(task func() error) {
	go func() {
		defer func() {
			if r := recover(); r != nil {
				log.Printf("task: panic: %v\n%s", r, debug.Stack())
			}
		}()
		if err := task(); err != nil {
			log.Printf("task: %v", err)
		}
	}()
}
