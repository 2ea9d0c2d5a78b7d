package example

import "sync"

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
