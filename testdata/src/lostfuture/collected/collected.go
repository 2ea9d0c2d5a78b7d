// Package collected has a finding of each category about what functions collect
// from their tasks, with what is told beside it.
package collected

import (
	"log"
	"os"
	"sync"
)

func unread() {
	errs := make(chan error, 2) // want `goroutines send errors on errs, from which nobody receives`
	go func() { errs <- os.Remove("a") }()
	go func() { errs <- os.Remove("b") }()
}

func missing() []byte {
	reply := make(chan []byte)
	go func() {
		data, err := os.ReadFile("a")
		if err != nil {
			log.Print(err)
			return // want `the goroutine ends here without a send on reply`
		}
		reply <- data
	}()
	return <-reply
}

func last(names []string) error {
	var wg sync.WaitGroup
	var err error
	for _, name := range names {
		wg.Go(func() {
			err = os.Remove(name) // want `every goroutine that the loop starts assigns its error, or nil, to err`
		})
	}
	wg.Wait()
	return err
}

func shared(names []string) {
	cwd, err := os.Getwd()
	if err != nil {
		log.Print(err)
		return
	}
	go func() {
		if err = os.Remove(cwd); err != nil { // want `this goroutine and the one at line 53 share err`
			log.Print(err)
		}
	}()
	go func() {
		if err = os.Remove(cwd + "~"); err != nil {
			log.Print(err)
		}
	}()
}
