package notests

import (
	"os"
	"path/filepath"
)

func size(root string) (n int64, err error) {
	err = filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		n += info.Size()
		return nil
	})
	return n, err
}
