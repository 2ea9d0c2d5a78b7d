// Package rangefunc holds loops over functions.
package rangefunc

import (
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sync"
)

func roots(yield func(string) bool) {
	_ = yield("a") && yield("b")
}

func sizes() (n int64, err error) {
	for root := range roots {
		err = filepath.Walk(root, func(path string, info os.FileInfo, err error) error { // want `info may be nil then`
			n += info.Size()
			return nil
		})
	}
	return n, err
}

func files(root string) iter.Seq[string] {
	return func(yield func(string) bool) {
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, _ error) error { // want `d may be nil then`
			if !d.IsDir() && !yield(path) {
				return fs.SkipAll
			}
			return nil
		})
	}
}

func filesFixed(root string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if !yield(path, err) {
				return fs.SkipAll
			}
			return nil
		})
	}
}

type client struct {
	once sync.Once
	text []byte
}

func (c *client) read() ([]byte, error) {
	for root := range roots {
		var err error
		c.once.Do(func() {
			c.text, err = os.ReadFile(root) // want `only the first caller of read sees the error of os.ReadFile`
		})
		if err != nil {
			return nil, err
		}
	}
	return c.text, nil
}

func each(list []string, f func(string)) {
	for _, v := range list {
		f(v)
	}
}

// The body of the loop is no callback.
func body() error {
	var err error
	for root := range roots {
		info, err := os.Stat(root)
		if err != nil {
			break
		}
		println(info.Size())
	}
	return err
}

func inBody(list []string) (n int64, err error) {
	for range roots {
		each(list, func(name string) {
			var info os.FileInfo
			info, err = os.Stat(name)
			if err != nil {
				return
			}
			n += info.Size()
		})
		if err != nil {
			return 0, err
		}
	}
	return n, nil
}

func around(list []string) (n int64, err error) {
	each(list, func(name string) {
		for root := range roots {
			info, err := os.Stat(filepath.Join(root, name)) // want `the error of os.Stat goes to a new err in the callback`
			if err != nil {
				return
			}
			n += info.Size()
		}
	})
	return n, err
}
