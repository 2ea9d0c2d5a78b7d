// Package ignored holds callbacks that don't look at the error they are handed.
package ignored

import (
	"embed"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

func size(root string) (n int64, err error) {
	err = filepath.Walk(root, func(path string, info os.FileInfo, err error) error { // want `callback of filepath.Walk never looks at its .+: info may be nil then, and info.Size panics`
		n += info.Size()
		return nil
	})
	return n, err
}

func unnamed(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, _ error) error { // want `callback of filepath.WalkDir never looks at its .+: d may be nil then, and d.IsDir panics`
		if d.IsDir() {
			return nil
		}
		return os.Chmod(path, 0o600)
	})
}

func names(fsys fs.FS) ([]string, error) {
	var found []string
	err := fs.WalkDir(fsys, ".", func(name string, _ fs.DirEntry, _ error) error { // want `callback of fs.WalkDir never looks at its .+: a folder that can't be read is skipped without a word`
		found = append(found, path.Base(name))
		return nil
	})
	return found, err
}

// The error has a name, which is used for another one.
func reused(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // want `never looks at its .+: a folder that can't be read is skipped`
		_, err = os.Stat(path)
		return err
	})
}

func redeclared(root string) (total int, err error) {
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // want `never looks at its .+: d may be nil then, and d.Type panics`
		if !d.Type().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		total += len(text)
		return nil
	})
	return total, err
}

// The name err is taken in the body: the fix finds another.
func taken(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, _ error) error { // want `d may be nil then`
		err := os.Chmod(path, d.Type())
		if err != nil {
			return err
		}
		return nil
	})
}

func oneLine(root string) (found []string, err error) {
	err = filepath.WalkDir(root, func(path string, _ fs.DirEntry, _ error) error { found = append(found, path); return nil }) // want `a folder that can't be read`
	return
}

func trailing(root string) (found []string, err error) {
	err = filepath.WalkDir(root, func(path string, _ fs.DirEntry, _ error) error { // want `a folder that can't be read`
		// Paths are sorted.
		found = append(found, path)
		return nil
	})
	return
}

// The function has a name.
func byName(root string) error {
	return filepath.Walk(root, visit)
}

func visit(path string, info os.FileInfo, err error) error { // want `callback of filepath.Walk never looks at its .+: info may be nil then, and info.Mode panics`
	if info.Mode().IsRegular() {
		return os.Remove(path)
	}
	return nil
}

type sweeper struct{ prefix string }

func (s *sweeper) sweep(root string) error {
	return filepath.WalkDir(root, s.visit)
}

func (s *sweeper) visit(path string, _ fs.DirEntry, _ error) error { // want `callback of filepath.WalkDir never looks at its .+: a folder that can't be read is skipped without a word`
	if strings.HasPrefix(path, s.prefix) {
		return os.Remove(path)
	}
	return nil
}

// Called directly too: with what error, nobody knows, and there is no fix.
func both(root string) error {
	if err := shared(root, nil, nil); err != nil {
		return err
	}
	return filepath.WalkDir(root, shared)
}

func shared(path string, d fs.DirEntry, err error) error { // want `a folder that can't be read is skipped`
	return os.Chmod(path, 0o600)
}

func variable(root string) error {
	walk := func(path string, info os.FileInfo, _ error) error { // want `callback of filepath.Walk never looks at its .+: info may be nil`
		if info.IsDir() {
			return nil
		}
		return os.Remove(path)
	}
	return filepath.Walk(root, walk)
}

func visitor(suffix string) filepath.WalkFunc {
	return func(path string, info os.FileInfo, err error) error { // want `callback of filepath.Walk never looks at its .+: info may be nil`
		if info.IsDir() || !strings.HasSuffix(path, suffix) {
			return nil
		}
		return os.Remove(path)
	}
}

func visits(root string) error { return filepath.Walk(root, visitor(".tmp")) }

func converted(root string) error {
	return filepath.Walk(root, filepath.WalkFunc(func(path string, info os.FileInfo, err error) error { // want `callback of filepath.Walk never looks at its .+: info may be nil`
		return os.Chmod(path, info.Mode())
	}))
}

//go:embed ignored.go
var files embed.FS

func embedded(sub string) error {
	return fs.WalkDir(files, sub, func(path string, d fs.DirEntry, err error) error { // want `d may be nil then`
		println(d.Name())
		return nil
	})
}

// The result doesn't matter, but the panic does.
func bestEffort(root string) {
	_ = filepath.Walk(root, func(path string, info os.FileInfo, _ error) error { // want `info may be nil then, and info.IsDir panics`
		if !info.IsDir() {
			_ = os.Remove(path)
		}
		return nil
	})
}
