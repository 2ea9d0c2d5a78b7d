// Package lasterrorwins has one place for the errors of all its tasks.
package lasterrorwins

import (
	"io/fs"
	"sync"
)

// Stat asks for files, all at once, and gives what it learns to keep.
func Stat(disk fs.FS, names []string, keep func(fs.FileInfo)) error {
	var (
		wg      sync.WaitGroup
		mu      sync.Mutex
		failure error
	)
	for _, name := range names {
		wg.Go(func() {
			info, err := fs.Stat(disk, name)
			mu.Lock()
			defer mu.Unlock()
			failure = err
			if err == nil {
				keep(info)
			}
		})
	}
	wg.Wait()
	return failure
}
