package example

import (
	"log"
	"sync"
)

func runAll(jobs []job) {
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Add(1)
		go func() {
			if err := j.run(); err != nil {
				log.Print(err)
				return // want `the task ends here without wg.Done\(\), which is called at line 17: wg.Wait blocks for ever`
			}
			wg.Done()
		}()
	}
	wg.Wait()
}
