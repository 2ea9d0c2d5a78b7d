package lasterror

import (
	"log"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Each of them looks for its own error, and may find what another one left.
func readInside(xs []int) {
	var wg sync.WaitGroup
	_, err := load(0)
	if err != nil {
		log.Print(err)
	}
	for _, x := range xs {
		wg.Go(func() {
			err = work(x) // want `^the goroutines that the loop starts share err: one may find the nil of another where it looks for its own error, and its failure is lost$`
			if err != nil {
				log.Print(err)
			}
		})
	}
	wg.Wait()
}

// Nobody waits: the tasks outlive the function, and share its variable.
func apart() {
	_, err := load(0)
	if err != nil {
		return
	}
	go func() {
		if err = work(1); err != nil { // want `^this goroutine and the one at line 39 share err: one may find the nil of another where it looks for its own error, and its failure is lost$`
			log.Print(err)
		}
	}()
	go func() {
		if err = work(2); err != nil {
			log.Print(err)
		}
	}()
}

func blank(xs []int) {
	err := work(0)
	if err != nil {
		return
	}
	for _, x := range xs {
		go func() {
			switch _, err = load(x); { // want `the goroutines that the loop starts share err`
			case err != nil:
				log.Print(err)
			}
		}()
	}
}

// The following have no fix.

// The other variable is shared too.
func group(xs []int) error {
	var g errgroup.Group
	var err error
	out := make([]string, len(xs))
	for i, x := range xs {
		g.Go(func() error {
			out[i], err = load(x) // want `the goroutines that the loop starts share err`
			return err
		})
	}
	return g.Wait()
}

// A variable of the goroutine's own would end with the if statement.
func laterInside(xs []int) {
	err := work(0)
	if err != nil {
		return
	}
	for _, x := range xs {
		go func() {
			if x > 0 {
				err = work(x) // want `the goroutines that the loop starts share err`
			}
			if err != nil {
				log.Print(err)
			}
		}()
	}
}

// The error of before would be another one's.
func before(xs []int) {
	err := work(0)
	if err != nil {
		return
	}
	for _, x := range xs {
		go func() {
			for range 3 {
				if err != nil {
					log.Print(err)
				}
				err = work(x) // want `the goroutines that the loop starts share err`
			}
		}()
	}
}

// Nobody would use the variable.
func onlyInside(xs []int) {
	var err error
	for _, x := range xs {
		go func() {
			err = work(x) // want `the goroutines that the loop starts share err`
			if err != nil {
				log.Print(err)
			}
		}()
	}
}
