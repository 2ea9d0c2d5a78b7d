package example

import "sync"

type quietFeed struct {
	items chan string
	quit  chan struct{}
	wg    sync.WaitGroup
}

func newQuietFeed() *quietFeed {
	f := &quietFeed{items: make(chan string), quit: make(chan struct{})}
	f.wg.Add(1)
	go f.run()
	return f
}

func (f *quietFeed) run() {
	defer f.wg.Done()
	for {
		select {
		case item := <-f.items:
			if item == "END" {
				return // the loop ends itself, and waits for nobody
			}
		case <-f.quit:
			return
		}
	}
}

func (f *quietFeed) Close() {
	close(f.quit)
	f.wg.Wait()
}
