// Package unread has tasks that assign to captured error variables.
package unread

import (
	"errors"
	"log"
	"net"
	"os"
	"sync"
)

func load() error       { return errors.New("no") }
func get() (int, error) { return 0, errors.New("no") }
func use(int)           {}

func forgotten() error {
	f, err := os.Open("x")
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		err = load() // want `the error of load is assigned to err, which nobody reads after the goroutine has started: a failure goes unnoticed`
	}()
	wg.Wait()
	return f.Sync()
}

func overwritten() error {
	_, err := get()
	if err != nil {
		return err
	}
	go func() {
		var n int
		n, err = get() // want `the error of get is assigned to err`
		use(n)
	}()
	n, err := get() // the same err: := declares only n
	use(n)
	return err
}

func silentInside() error {
	_, err := get()
	if err != nil {
		return err
	}
	go func() {
		var n int
		if n, err = get(); err != nil { // want `the error of get is assigned to err`
			return
		}
		use(n)
	}()
	return nil
}

func named() (err error) {
	var wg sync.WaitGroup
	wg.Go(func() {
		err = load() // want `the error of load is assigned to err`
	})
	wg.Wait()
	return nil
}

// Near misses.

func joined() error {
	var err error
	var wg sync.WaitGroup
	wg.Go(func() { err = load() })
	wg.Wait()
	return err
}

func namedResult() (err error) {
	var wg sync.WaitGroup
	wg.Go(func() { err = load() })
	wg.Wait()
	return
}

func two() error {
	var err1, err2 error
	var wg sync.WaitGroup
	wg.Go(func() { err1 = load() })
	wg.Go(func() { err2 = load() })
	wg.Wait()
	return errors.Join(err1, err2)
}

func loggedInside() error {
	_, err := get()
	if err != nil {
		return err
	}
	go func() {
		if err = load(); err != nil {
			log.Print(err)
		}
	}()
	return nil
}

func handledInside() error {
	_, err := get()
	if err != nil {
		return err
	}
	go func() {
		if err = load(); err != nil {
			log.Print("load failed")
			return
		}
	}()
	return nil
}

func readByDeferred() (n int) {
	var err error
	defer func() {
		if err != nil {
			log.Print(err)
		}
	}()
	go func() { err = load() }()
	return 1
}

func readInLoop() {
	var err error
	for range 3 {
		if err != nil {
			log.Print(err)
		}
		go func() { err = load() }()
	}
}

func readByOther() {
	var err error
	var wg sync.WaitGroup
	wg.Go(func() { err = load() })
	report := func() error { return err }
	wg.Wait()
	_ = report()
}

func escapes() {
	var err error
	store(&err)
	go func() { err = load() }()
}

func store(*error) {}

func own() {
	go func() {
		var err error
		err = load()
		log.Print(err)
	}()
}

func cleanup(c net.Conn) error {
	_, err := get()
	if err != nil {
		return err
	}
	go func() { err = c.Close() }()
	return nil
}

func reset() error {
	_, err := get()
	if err != nil {
		return err
	}
	go func() { err = nil }()
	return nil
}

func outer() func() error {
	var err error
	return func() error {
		if err != nil { // of the call before
			return err
		}
		go func() { err = load() }()
		return nil
	}
}
