// Package rangefunc has tasks in and around range-over-func loops.
package rangefunc

import (
	"errors"
	"iter"
	"log"
)

func load(int) error { return errors.New("no") }

func bugs(seq iter.Seq[int]) {
	for i := range seq {
		go load(i) // want `go statement drops the error of load`
	}
	go func() {
		for i := range seq {
			if err := load(i); err != nil { // want `because load failed`
				return
			}
		}
	}()
	go all(seq) // want `go statement drops the error of all`
}

func all(seq iter.Seq[int]) error {
	for i := range seq {
		if err := load(i); err != nil {
			return err
		}
	}
	return nil
}

func fine(seq iter.Seq[int]) {
	go func() {
		for i := range seq {
			if err := load(i); err != nil {
				log.Print(err)
				return
			}
		}
	}()
	go reports(seq)
	for i := range seq {
		func() {
			if err := load(i); err != nil {
				return
			}
		}()
	}
}

func reports(seq iter.Seq[int]) error {
	for i := range seq {
		if err := load(i); err != nil {
			log.Print(err)
			return err
		}
	}
	return nil
}
