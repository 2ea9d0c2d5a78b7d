// Package evidence has one finding of each kind.
package evidence

import (
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sync"
)

func walk(root string) error {
	return filepath.WalkDir(root, visit)
}

func visit(path string, d fs.DirEntry, _ error) error { // want `d may be nil then`
	if d.IsDir() {
		return nil
	}
	return os.Remove(path)
}

func visitReadable(path string, d fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	return visit(path, d, nil)
}

func each(names []string, f func(string)) {
	for _, name := range names {
		f(name)
	}
}

func size(names []string) (int64, error) {
	var err error
	total := int64(0)
	each(names, func(name string) {
		info, err := os.Stat(name) // want `goes to a new err in the callback`
		if err != nil {
			return
		}
		total += info.Size()
	})
	if err != nil {
		return 0, err
	}
	return total, nil
}

func sizeOf(names []string) (int64, error) {
	total := int64(0)
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return 0, err
		}
		total += info.Size()
	}
	return total, nil
}

type client struct {
	once sync.Once
	conn net.Conn
}

func (c *client) dial() (net.Conn, error) {
	var err error
	c.once.Do(func() {
		c.conn, err = net.Dial("tcp", "localhost:80") // want `only the first caller of dial`
	})
	return c.conn, err
}

func dialAgain() (net.Conn, error) {
	conn, err := net.Dial("tcp", "localhost:80")
	if err != nil {
		return nil, err
	}
	return conn, nil
}
