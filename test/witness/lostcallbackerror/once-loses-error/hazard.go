// Package onceloseserror reports a failure to the first who asks.
package onceloseserror

import (
	"io/fs"
	"sync"
)

// Reader returns a function that returns what is in a file, which it reads once.
func Reader(disk fs.FS, name string) func() ([]byte, error) {
	var (
		once sync.Once
		data []byte
	)
	return func() ([]byte, error) {
		var err error
		once.Do(func() {
			data, err = fs.ReadFile(disk, name)
		})
		return data, err
	}
}
