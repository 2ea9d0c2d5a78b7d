// Package typeparams holds generic code.
package typeparams

import (
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

func collect[T any](root string, read func(string) T) ([]T, error) {
	var found []T
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, _ error) error { // want `d may be nil then`
		if !d.IsDir() {
			found = append(found, read(path))
		}
		return nil
	})
	return found, err
}

func visit[T ~string](path string, info os.FileInfo, err error) error { // want `info may be nil then`
	return os.Chmod(string(T(path)), info.Mode())
}

type name string

func byName(root string) error { return filepath.Walk(root, visit[name]) }

type lazy[T any] struct {
	once  sync.Once
	value T
}

func (l *lazy[T]) get(make func() (T, error)) (T, error) {
	var err error
	l.once.Do(func() {
		l.value, err = make() // want `only the first caller of get sees the error of make`
	})
	return l.value, err
}

func (l *lazy[T]) kept(make func() (T, error), keep func(error)) (T, error) {
	var err error
	l.once.Do(func() {
		l.value, err = make()
		keep(err)
	})
	return l.value, err
}

func each[T any](list []T, f func(T)) {
	for _, v := range list {
		f(v)
	}
}

func convert[T, U any](list []T, to func(T) (U, error)) ([]U, error) {
	var out []U
	var err error
	each(list, func(v T) {
		u, err := to(v)
		if err != nil {
			return
		}
		out = append(out, u)
	})
	return out, err
}

func parse[T any](list []T, name func(T) string) (total int64, err error) {
	each(list, func(v T) {
		info, err := os.Stat(name(v)) // want `the error of os.Stat goes to a new err in the callback`
		if err != nil {
			return
		}
		total += info.Size()
	})
	return total, err
}

func parseAll[T any](list []T, name func(T) string) (total int64, err error) {
	each(list, func(v T) {
		var info os.FileInfo
		info, err = os.Stat(name(v))
		if err != nil {
			return
		}
		total += info.Size()
	})
	return total, err
}

func collectAll[T any](root string, read func(string) T) ([]T, error) {
	var found []T
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		found = append(found, read(path))
		return nil
	})
	return found, err
}
