// Package shadow holds callbacks whose error hides that of the function around them.
package shadow

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func each(list []string, f func(string)) {
	for _, s := range list {
		f(s)
	}
}

func walk(list []string, f func(string) bool) {
	for _, s := range list {
		if !f(s) {
			return
		}
	}
}

func load(name string) (n int, err error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(text)))
}

func sum(list []string) (int, error) {
	var err error
	total := 0
	each(list, func(name string) {
		n, err := load(name) // want `the error of load goes to a new err in the callback: the err that is looked at after each doesn't get it`
		if err != nil {
			return
		}
		total += n
	})
	if err != nil {
		return 0, err
	}
	return total, nil
}

func returned(list []string) (int, error) {
	total := 0
	var err error
	each(list, func(name string) {
		n, err := load(name) // want `the err that is looked at after each doesn't get it`
		if err != nil {
			return
		}
		total += n
	})
	return total, err
}

// The variable was tested before: it is nil at the call.
func testedBefore(first string, list []string) (int, error) {
	total, err := load(first)
	if err != nil {
		return 0, err
	}
	each(list, func(name string) {
		n, err := load(name) // want `the err that is looked at after each doesn't get it`
		if err != nil {
			return
		}
		total += n
	})
	if err != nil {
		return 0, fmt.Errorf("sum: %w", err)
	}
	return total, nil
}

func stops(list []string) (found bool, err error) {
	walk(list, func(name string) bool {
		n, err := load(name) // want `the err that is looked at after walk doesn't get it`
		if err != nil {
			return false
		}
		found = n == 0
		return !found
	})
	return found, err
}

// All its uses have to change.
func twice(list []string) (int, error) {
	total := 0
	var err error
	each(list, func(name string) {
		n, err := load(name) // want `the error of load goes to a new err`
		if err != nil {
			return
		}
		m, err := load(name + ".old")
		if err != nil {
			return
		}
		total += n - m
	})
	return total, err
}

// The callback means to stop at the first error.
func stopsAtFirst(list []string) error {
	var err error
	each(list, func(name string) {
		if err != nil {
			return
		}
		n, err := load(name) // want `the err that is looked at after each doesn't get it`
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

// The callback assigns to the outer variable too.
func half(list []string) (total int, err error) {
	each(list, func(name string) {
		if err = os.Chmod(name, 0o600); err != nil {
			return
		}
		n, err := load(name) // want `the error of load goes to a new err in the callback`
		if err != nil {
			return
		}
		total += n
	})
	if err != nil {
		return 0, err
	}
	return total, nil
}

// The types of the others need no names.
func unnameable(list []string) error {
	var err error
	each(list, func(name string) {
		v, err := anonymous(name) // want `the error of anonymous goes to a new err`
		if err != nil {
			return
		}
		println(v.n)
	})
	return err
}

func anonymous(name string) (struct{ n int }, error) {
	n, err := load(name)
	return struct{ n int }{n}, err
}

// Declared in the head of a statement.
func inHead(list []string) error {
	var err error
	each(list, func(name string) {
		if err := os.Remove(name + ".old"); errors.Is(err, os.ErrExist) {
			println(name)
		}
		if n, err := load(name); err != nil { // want `the error of load goes to a new err`
			return
		} else if n > 0 {
			println(name)
		}
	})
	return err
}

// The callback may end there without an error: no fix.
func oneOfTwo(list []string) error {
	var err error
	each(list, func(name string) {
		n, err := load(name) // want `the error of load goes to a new err`
		if err != nil || n == 0 {
			return
		}
		println(n)
	})
	return err
}

func cases(list []string) error {
	var err error
	each(list, func(name string) {
		n, err := load(name) // want `the error of load goes to a new err`
		switch {
		case err != nil:
			return
		case n > 0:
			println(n)
		}
	})
	return err
}

type table struct{ rows []string }

func (t *table) each(f func(string)) { each(t.rows, f) }

func (t *table) check() error {
	var err error
	t.each(func(name string) {
		err := os.Chmod(name, 0o600) // want `the error of os.Chmod goes to a new err in the callback: the err that is looked at after t.each`
		if err != nil {
			return
		}
		println(name)
	})
	return err
}

// Nothing is known of f: no fix.
func unknown(f func(func(string))) error {
	var err error
	f(func(name string) {
		n, err := load(name) // want `the err that is looked at after f doesn't get it`
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

var checked = func(list []string) error {
	var err error
	each(list, func(name string) {
		n, err := load(name) // want `goes to a new err`
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

// Between the two there is a third variable of the name: no fix.
func third(list []string) error {
	var err error
	each(list, func(name string) {
		err := os.Chmod(name, 0o600)
		if errors.Is(err, os.ErrNotExist) {
			println(name)
		}
		if name != "" {
			n, err := load(name) // want `the error of load goes to a new err`
			if err != nil {
				return
			}
			println(n)
		}
	})
	return err
}

// The name err2 is taken.
func taken(list []string) (err2, err error) {
	each(list, func(name string) {
		n, err := load(name) // want `the error of load goes to a new err`
		if err != nil {
			return
		}
		err2 = nil
		println(n)
	})
	return err2, err
}
