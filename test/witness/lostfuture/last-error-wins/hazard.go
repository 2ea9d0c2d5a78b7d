// Package lasterrorwins has one error for all its tasks, each of which takes it for
// its own.
package lasterrorwins

import (
	"io/fs"
	"log"
	"sync"
)

// Check checks the files of a folder, all at once, says which are through, and logs
// what is wrong with them.
func Check(disk fs.FS, dir string, check func(name string) error, through func(name string)) error {
	files, err := fs.ReadDir(disk, dir)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for _, file := range files {
		wg.Go(func() {
			err = check(file.Name())
			through(file.Name())
			if err != nil {
				log.Printf("%s: %v", file.Name(), err)
			}
		})
	}
	wg.Wait()
	return nil
}
