// Package onceloseserror reports a failure to the first who asks.
package onceloseserror

import (
	"io/fs"
	"sync"
)

// Reader returns a function that returns what is in a file, which it reads once.
func Reader(disk fs.FS, name string) func() ([]byte, error) {
	return sync.OnceValues(func() ([]byte, error) {
		return fs.ReadFile(disk, name)
	})
}
