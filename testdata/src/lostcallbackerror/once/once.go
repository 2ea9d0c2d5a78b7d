// Package once holds errors that only the first caller gets to see.
package once

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"sync"
)

var (
	connOnce sync.Once
	conn     net.Conn
)

func connect() (net.Conn, error) {
	var err error
	connOnce.Do(func() { conn, err = net.Dial("tcp", "localhost:80") }) // want `only the first caller of connect sees the error of net.Dial: later ones get nil, as if it had succeeded`
	return conn, err
}

var setupOnce sync.Once

func setup() (err error) {
	setupOnce.Do(func() { err = os.MkdirAll("/var/lib/example", 0o700) }) // want `only the first caller of setup sees the error of os.MkdirAll`
	return err
}

type client struct {
	once sync.Once
	addr string
	conn net.Conn
}

func (c *client) dial() (net.Conn, error) {
	var err error
	c.once.Do(func() {
		c.conn, err = net.Dial("tcp", c.addr) // want `only the first caller of dial sees the error of net.Dial`
	})
	if err != nil {
		return nil, err
	}
	return c.conn, nil
}

func (c *client) ready() bool {
	var err error
	c.once.Do(func() {
		c.conn, err = net.Dial("tcp", c.addr) // want `only the first caller of ready sees the error of net.Dial`
	})
	if err != nil {
		return false
	}
	return true
}

func (c *client) wrapped() (_ net.Conn, err error) {
	c.once.Do(func() {
		if c.conn, err = net.Dial("tcp", c.addr); err != nil { // want `only the first caller of wrapped`
			err = fmt.Errorf("dial %s: %w", c.addr, err)
			return
		}
	})
	if err != nil {
		return nil, err
	}
	return c.conn, nil
}

// The last try counts.
func (c *client) tries() error {
	var err error
	c.once.Do(func() {
		if c.conn, err = net.Dial("tcp", c.addr); err == nil {
			return
		}
		c.conn, err = net.Dial("tcp6", c.addr) // want `only the first caller of tries`
	})
	return err
}

func (c *client) wrapsAnother() (net.Conn, error) {
	var failed error
	c.once.Do(func() {
		made, err := net.Dial("tcp", c.addr)
		if err != nil {
			failed = fmt.Errorf("dial %s: %w", c.addr, err) // want `only the first caller of wrapsAnother sees failed: later ones get nil`
			return
		}
		c.conn = made
	})
	return c.conn, failed
}

func (c *client) header() (text [4]byte, err error) {
	c.once.Do(func() {
		_, err = io.ReadFull(c.conn, text[:]) // want `only the first caller of header sees the error of io.ReadFull`
	})
	return text, err
}

type entry struct {
	once *sync.Once
	n    int
}

type cache struct{ entries map[string]*entry }

func (c *cache) get(name string) (int, error) {
	e := c.entries[name]
	return e.load(name)
}

func (e *entry) load(name string) (int, error) {
	var err error
	e.once.Do(func() {
		e.n, err = strconv.Atoi(name) // want `only the first caller of load sees the error of strconv.Atoi`
	})
	return e.n, err
}

func lazy(name string) func() (int, error) {
	var once sync.Once
	var n int
	return func() (int, error) {
		var err error
		once.Do(func() {
			n, err = strconv.Atoi(name) // want `only the first caller of lazy sees the error of strconv.Atoi`
		})
		return n, err
	}
}

var (
	// limitOnce guards limit.
	limitOnce sync.Once
	limit     int
	_         = "between"
)

func Limit() (int, error) {
	var err error
	limitOnce.Do(func() { limit, err = parse("limit", readLimit) }) // want `only the first caller of Limit sees the error of parse`
	return limit, err
}

func parse(name string, read func() string) (int, error) {
	n, err := strconv.Atoi(read())
	if err != nil {
		return 0, errors.New(name)
	}
	return n, nil
}

func readLimit() string { return os.Getenv("LIMIT") }

// Leads back to the function itself, so that there is no fix.
var (
	cycleOnce sync.Once
	cycle     int
)

func getCycle() (int, error) {
	var err error
	cycleOnce.Do(func() { cycle, err = makeCycle() }) // want `only the first caller of getCycle sees the error of makeCycle`
	return cycle, err
}

func makeCycle() (int, error) {
	if len(os.Args) > 1 {
		return strconv.Atoi(os.Args[1])
	}
	return getCycle()
}

// Used elsewhere too: no fix.
var (
	sharedOnce sync.Once
	shared     int
)

func getShared() (int, error) {
	var err error
	sharedOnce.Do(func() { shared, err = strconv.Atoi("1") }) // want `only the first caller of getShared`
	return shared, err
}

func peek() int { return shared }

// Takes a parameter: no fix.
var (
	argOnce sync.Once
	arg     int
)

func getArg(text string) (int, error) {
	var err error
	argOnce.Do(func() { arg, err = strconv.Atoi(text) }) // want `only the first caller of getArg`
	return arg, err
}
