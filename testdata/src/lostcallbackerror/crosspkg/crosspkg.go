// Package crosspkg uses functions of another package.
package crosspkg

import (
	"os"
	"path/filepath"

	"lostcallbackerror/crosspkg/files"
)

// Visit is of another package, where nothing says that it is handed to Walk.
func elsewhere(root string) error { return filepath.Walk(root, files.Visit) }

func remove(root string) error {
	var err error
	_ = files.Each(root, func(path string) {
		info, err := os.Stat(path)
		if err != nil {
			return
		}
		println(info.Size())
	})
	return err
}

func sizes(root string) (n int64, err error) {
	each(root, func(path string) {
		info, err := os.Stat(path) // want `the error of os.Stat goes to a new err in the callback`
		if err != nil {
			return
		}
		n += info.Size()
	})
	return n, err
}

func each(root string, f func(string)) { _ = files.Each(root, f) }

func later() (n int64, err error) {
	files.Later(func(path string) {
		info, err := os.Stat(path)
		if err != nil {
			return
		}
		n += info.Size()
	})
	return n, err
}
