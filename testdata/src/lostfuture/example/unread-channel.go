package example

import (
	"os"
	"sync"
)

func removeAll(names []string) {
	var wg sync.WaitGroup
	errs := make(chan error, len(names)) // want `goroutines send errors on errs, from which nobody receives: a failure goes unnoticed`
	for _, name := range names {
		wg.Go(func() { errs <- os.Remove(name) })
	}
	wg.Wait()
}
