// Package files walks.
package files

import (
	"os"
	"path/filepath"
)

// Visit is a callback for others.
func Visit(path string, info os.FileInfo, err error) error {
	return os.Chmod(path, info.Mode())
}

// Each calls f for each file below root.
func Each(root string, f func(path string)) error {
	return filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			f(path)
		}
		return err
	})
}

// Later keeps f.
func Later(f func(path string)) { kept = append(kept, f) }

var kept []func(string)
