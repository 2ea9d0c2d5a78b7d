package example

import (
	"errors"
	"io/fs"
	"path/filepath"
)

func countReadableFiles(root string) (n int, err error) {
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrPermission) && path != root:
			return fs.SkipDir
		case err != nil:
			return err
		case !d.IsDir():
			n++
		}
		return nil
	})
	return n, err
}
