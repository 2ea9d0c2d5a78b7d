// Package tests holds code of tests, which is reported if asked for.
package tests

import (
	"os"
	"path/filepath"
)

func size(root string) (n int64, err error) {
	err = filepath.Walk(root, func(path string, info os.FileInfo, err error) error { // want `info may be nil then`
		n += info.Size()
		return nil
	})
	return n, err
}

func careful(root string) (n int64, err error) {
	err = filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n, err
}
