// Package unreadchannel has a channel for errors, from which nobody receives.
package unreadchannel

import (
	"io/fs"
	"sync"
)

// Stat asks for files, all at once, and gives what it learns to keep.
func Stat(disk fs.FS, names []string, keep func(fs.FileInfo)) error {
	var wg sync.WaitGroup
	errs := make(chan error, len(names))
	for _, name := range names {
		wg.Go(func() {
			info, err := fs.Stat(disk, name)
			if err != nil {
				errs <- err
				return
			}
			keep(info)
		})
	}
	wg.Wait()
	close(errs)
	return <-errs
}
