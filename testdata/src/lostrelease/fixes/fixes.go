// Package fixes has tasks that skip a release, with a fix and without.
package fixes

import "sync"

func work(int) error { return nil }

// twice calls Done at the end of two paths.
func twice(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if x == 0 {
			return // want `the task ends here without wg.Done\(\)`
		}
		if x == 1 {
			work(x)
			wg.Done()
			return
		}
		work(x)
		wg.Done()
	}()
	wg.Wait()
}

// goesOn does something after Done: others may go on while it does.
func goesOn(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if x == 0 {
			return // want `the task ends here without wg.Done\(\)`
		}
		wg.Done()
		work(x)
	}()
	wg.Wait()
}

// locked defers something else: Done would come after it.
func locked(x int, mu *sync.Mutex) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		if x == 0 {
			return // want `the task ends here without wg.Done\(\)`
		}
		wg.Done()
	}()
	wg.Wait()
}

// explained has a comment that would be lost.
func explained(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if x == 0 {
			return // want `the task ends here without wg.Done\(\)`
		}
		work(x)
		wg.Done() // now it is done
	}()
	wg.Wait()
}

// returns computes its result after Done.
func returns(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() error {
		if x == 0 {
			return nil // want `the task ends here without wg.Done\(\)`
		}
		wg.Done()
		return work(x)
	}()
	wg.Wait()
}

type client struct {
	wg   *sync.WaitGroup
	done chan struct{}
}

func newClient() *client {
	c := &client{wg: new(sync.WaitGroup), done: make(chan struct{})}
	c.wg.Add(1)
	go c.run(3)
	go c.close(3)
	return c
}

func (c *client) run(x int) {
	if x == 0 {
		return // want `the task ends here without wg.Done\(\)`
	}
	wg := c.wg // means nothing at the start
	work(x)
	wg.Done()
}

// close is a task whose name hides the builtin function nowhere.
func (c *client) close(x int) {
	if x == 0 {
		return // want `the task ends here without close\(c.done\)`
	}
	work(x)
	close(c.done)
}

func (c *client) wait() {
	c.wg.Wait()
	<-c.done
}

// alone has nothing else to do.
func alone(x int) {
	done := make(chan struct{})
	go func() {
		if x > 0 {
			close(done) // want `the task can end at line 127 without this close of done`
		}
	}()
	<-done
}
