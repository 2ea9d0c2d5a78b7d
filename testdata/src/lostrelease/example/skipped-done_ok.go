package example

import (
	"log"
	"sync"
)

func runAllDeferred(jobs []job) {
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := j.run(); err != nil {
				log.Print(err)
				return
			}
		}()
	}
	wg.Wait()
}
