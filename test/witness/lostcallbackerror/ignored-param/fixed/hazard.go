// Package ignoredparam walks past what it can't read.
package ignoredparam

import "io/fs"

// Files returns the names of all files.
func Files(disk fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(disk, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() {
			names = append(names, path)
		}
		return nil
	})
	return names, err
}
