package example

import "sync"

type feed struct {
	items chan string
	quit  chan struct{}
	wg    sync.WaitGroup
}

func newFeed() *feed {
	f := &feed{items: make(chan string), quit: make(chan struct{})}
	f.wg.Add(1)
	go f.run()
	return f
}

func (f *feed) run() {
	defer f.wg.Done()
	for {
		select {
		case item := <-f.items:
			if item == "END" {
				f.Close() // want `the loop of run \(line 20\) calls f.Close, which waits for the group that this goroutine is in: it waits for its own end for ever`
			}
		case <-f.quit:
			return
		}
	}
}

func (f *feed) Close() {
	close(f.quit)
	f.wg.Wait()
}
