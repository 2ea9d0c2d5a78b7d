// Package recoverelsewhere catches panics where there are none.
package recoverelsewhere

import (
	"log"
	"sync"
)

// Run runs tasks, all at once, and survives those that panic.
func Run(tasks []func()) {
	var wg sync.WaitGroup
	for _, task := range tasks {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					log.Printf("run: panic: %v", r)
				}
			}()
			task()
		})
	}
	wg.Wait()
}
