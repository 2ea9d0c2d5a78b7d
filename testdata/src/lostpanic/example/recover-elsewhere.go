package example

import (
	"fmt"
	"sync"
)

// RunAll runs the functions side by side.
func RunAll(fns []func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	var wg sync.WaitGroup
	for _, fn := range fns {
		wg.Go(func() { // want `a panic of fn ends the process: the recover deferred at line 10 does not reach this task, which has none of its own`
			fn()
		})
	}
	wg.Wait()
	return nil
}
