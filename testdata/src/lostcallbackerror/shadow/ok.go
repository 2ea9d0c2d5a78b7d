package shadow

import (
	"errors"
	"log"
	"os"
	"sync"
	"time"
)

func assigned(list []string) (int, error) {
	var err error
	total := 0
	each(list, func(name string) {
		var n int
		n, err = load(name)
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

func handedOut(list []string) (int, error) {
	var err error
	total := 0
	each(list, func(name string) {
		n, e := load(name)
		if e != nil {
			err = errors.Join(err, e)
			return
		}
		total += n
	})
	return total, err
}

func copied(list []string) (total int, err error) {
	var first error
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			first = err
			return
		}
		total += n
	})
	if err != nil {
		return 0, err
	}
	return total, first
}

func logged(list []string) error {
	var err error
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			log.Print(err)
			return
		}
		println(n)
	})
	return err
}

func counted(list []string) (failures int, err error) {
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			failures++
			return
		}
		println(n)
	})
	return failures, err
}

// Nobody looks at the outer one afterwards.
func unseen(list []string) error {
	total, err := load("total")
	if err != nil {
		return err
	}
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			return
		}
		total += n
	})
	println(total)
	return nil
}

// The outer one is assigned to before anybody looks.
func assignedAfter(list []string) error {
	var err error
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			return
		}
		println(n)
	})
	if err = os.Remove("total"); err != nil {
		return err
	}
	return nil
}

func fromTheCall(list []string) error {
	var err error
	visit := func(f func(string)) error {
		each(list, f)
		return nil
	}
	err = visit(func(name string) {
		n, err := load(name)
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

// The outer one may be something already.
func notTested(list []string) error {
	_, err := load("total")
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

// Somebody else may set it.
func setElsewhere(list []string) error {
	var err error
	set := func(e error) { err = e }
	each(list, func(name string) {
		if err != nil {
			return
		}
		n, err := load(name)
		if err != nil {
			return
		}
		println(n)
	})
	set(nil)
	return err
}

func byAddress(list []string, set func(*error)) error {
	var err error
	set(&err)
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

func parameter(list []string, err error) error {
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

// The callback returns it.
func returns(list []string, each func([]string, func(string) error) error) error {
	var err error
	_ = each(list, func(name string) error {
		n, err := load(name)
		if err != nil {
			return err
		}
		println(n)
		return nil
	})
	return err
}

// Runs at another time: an assignment would be a race.
func later(name string) error {
	var err error
	time.AfterFunc(time.Second, func() {
		n, err := load(name)
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

func stored(list []string) error {
	var err error
	keep(func() {
		n, err := load(list[0])
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

var kept []func()

func keep(f func()) { kept = append(kept, f) }

// A comment says that it is meant so.
func commented(list []string) (total int, err error) {
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			// There are files without a number.
			return
		}
		total += n
	})
	return total, err
}

// What is declared alone, or in the head of a statement, is the callback's own
// where the callback assigns to the outer one too.
func own(list []string) (err error) {
	each(list, func(name string) {
		if err != nil {
			return
		}
		if err := os.Chmod(name, 0o600); err != nil {
			return
		}
		err = os.Remove(name)
	})
	return err
}

// A regular end is none of a failure.
func deferred(list []string) error {
	var err error
	each(list, func(name string) {
		f, err := os.Open(name)
		if err != nil {
			log.Printf("open: %v", err)
			return
		}
		if err := f.Close(); err != nil {
			return
		}
	})
	return err
}

func otherType(list []string) int {
	var err int
	each(list, func(name string) {
		n, err := load(name)
		if err != nil {
			return
		}
		println(n)
	})
	return err
}

func onceLocal(name string) error {
	var err error
	var once sync.Once
	once.Do(func() {
		var n int
		n, err = load(name)
		println(n)
	})
	return err
}
