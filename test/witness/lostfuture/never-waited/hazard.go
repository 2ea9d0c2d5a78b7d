// Package neverwaited starts tasks, and leaves.
package neverwaited

import (
	"io/fs"

	"golang.org/x/sync/errgroup"
)

// Stat asks for files, all at once, and gives what it learns to keep.
func Stat(disk fs.FS, names []string, keep func(fs.FileInfo)) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error {
			info, err := fs.Stat(disk, name)
			if err != nil {
				return err
			}
			keep(info)
			return nil
		})
	}
	return nil
}
