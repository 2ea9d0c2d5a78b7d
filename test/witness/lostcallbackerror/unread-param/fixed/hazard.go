// Package unreadparam adds up what it is given, errors or not.
package unreadparam

import (
	"errors"
	"io/fs"
)

// Total returns the size of files, all together.
func Total(disk fs.FS, names []string) (int64, error) {
	var total int64
	var failure error
	sizes(disk, names, func(size int64, err error) {
		failure = errors.Join(failure, err)
		total += size
	})
	return total, failure
}

// sizes calls visit with the size of each file, or the error for which there is
// none.
func sizes(disk fs.FS, names []string, visit func(size int64, err error)) {
	for _, name := range names {
		info, err := fs.Stat(disk, name)
		if err != nil {
			visit(0, err)
			continue
		}
		visit(info.Size(), nil)
	}
}
