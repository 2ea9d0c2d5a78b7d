package example

import (
	"log"
	"os"
	"sync"
)

func push(hosts []string, upload func(host string) error) error {
	var wg sync.WaitGroup
	var err error
	for _, host := range hosts {
		wg.Go(func() {
			err = upload(host) // want `every goroutine that the loop starts assigns its error, or nil, to err: the last one overwrites the failure of the others`
		})
	}
	wg.Wait()
	return err
}

func pushInBackground(hosts []string, upload func(host, user string) error) error {
	user, err := os.Hostname()
	if err != nil {
		return err
	}
	for _, host := range hosts {
		go func() {
			if err = upload(host, user); err != nil { // want `the goroutines that the loop starts share err: one may find the nil of another where it looks for its own error, and its failure is lost`
				log.Print(err)
			}
		}()
	}
	return nil
}
