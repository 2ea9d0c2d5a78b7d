package example

import (
	"errors"
	"fmt"
	"sync"
)

// RunAllSafely runs the functions side by side.
func RunAllSafely(fns []func()) error {
	errs := make([]error, len(fns))
	var wg sync.WaitGroup
	for i, fn := range fns {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					errs[i] = fmt.Errorf("panic: %v", r)
				}
			}()
			fn()
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}
