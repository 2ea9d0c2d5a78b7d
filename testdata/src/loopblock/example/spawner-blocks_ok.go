package example

import "time"

func followOK(urls <-chan string, flush *time.Ticker) {
	for {
		select {
		case url := <-urls:
			go func() { store(fetch(url)) }()
		case <-flush.C:
			flushAll()
		}
	}
}
