// Package done has tasks that end without the Done call that they make on other
// paths, and some that only seem to.
package done

import (
	"errors"
	"log"
	"sync"
	"time"
)

func work(int) error { return nil }

// Bugs.

func earlyReturn(xs []int) {
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		go func() {
			if err := work(x); err != nil {
				log.Print(err)
				return // want `the task ends here without wg.Done\(\), which is called at line 25: wg.Wait blocks for ever`
			}
			wg.Done()
		}()
	}
	wg.Wait()
}

func conditional(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(x) == nil {
			wg.Done() // want `the task can end at line 38 without this call of wg.Done: wg.Wait blocks for ever`
		}
	}()
	wg.Wait()
}

func parameter(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func(wg *sync.WaitGroup) {
		if x < 0 {
			return // want `the task ends here without wg.Done\(\)`
		}
		work(x)
		wg.Done()
	}(&wg)
	wg.Wait()
}

func lateDefer(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(x) != nil {
			return // want `the task ends here without wg.Done\(\)`
		}
		defer wg.Done()
		work(x + 1)
	}()
	wg.Wait()
}

func recovered(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				log.Print(r)
			}
		}()
		if work(x) != nil {
			panic("failed") // want `the task ends here without wg.Done\(\)`
		}
		wg.Done()
	}()
	wg.Wait()
}

func named(x int, wg *sync.WaitGroup) {
	if x > 9 {
		return // want `the task ends here without wg.Done\(\)`
	}
	work(x)
	wg.Done()
}

func startsNamed(xs []int) {
	wg := &sync.WaitGroup{}
	wg.Add(len(xs))
	for _, x := range xs {
		go named(x, wg)
	}
	wg.Wait()
}

type server struct {
	wg   sync.WaitGroup
	quit chan struct{}
}

func (s *server) start() {
	s.wg.Add(1)
	go s.loop()
}

func (s *server) loop() {
	for {
		select {
		case <-s.quit:
			return // want `the task ends here without s.wg.Done\(\), which is called at line 123: s.wg.Wait blocks for ever`
		case <-time.After(time.Second):
		}
		if work(3) != nil {
			break
		}
	}
	s.wg.Done()
}

func (s *server) stop() {
	close(s.quit)
	s.wg.Wait()
}

// Near-misses.

func corrected(xs []int) {
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := work(x); err != nil {
				return
			}
		}()
	}
	wg.Wait()
}

func correctedByHand(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(x) != nil {
			wg.Done()
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

func literal(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer func() {
			recover()
			wg.Done()
		}()
		if work(x) != nil {
			return
		}
		work(x + 1)
	}()
	wg.Wait()
}

func helper(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(x) != nil {
			finish(&wg)
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

func finish(wg *sync.WaitGroup) { wg.Done() }

func closure(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		end := func() { wg.Done() }
		if work(x) != nil {
			end()
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

func callback(x int, later func(func())) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(x) != nil {
			later(wg.Done)
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

func passedOn(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(x) != nil {
			go func() {
				work(x + 1)
				wg.Done()
			}()
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

// perItem counts items, not tasks: each received one is done.
func perItem(xs []int) {
	var wg sync.WaitGroup
	ch := make(chan int)
	go func() {
		for x := range ch {
			work(x)
			wg.Done()
		}
	}()
	for _, x := range xs {
		wg.Add(1)
		ch <- x
	}
	wg.Wait()
	close(ch)
}

// queued hands items that are not dealt with to a worker, with their Done.
type queued struct {
	wg sync.WaitGroup
	ch chan int
}

func (q *queued) run() {
	for x := range q.ch {
		work(x)
		q.wg.Done()
	}
}

func (q *queued) add(x int) {
	q.wg.Add(1)
	go func() {
		if x > 9 {
			q.ch <- x
			return
		}
		work(x)
		q.wg.Done()
	}()
}

func (q *queued) wait() { q.wg.Wait() }

// maybeCounted counts the task only if it is to be waited for.
func maybeCounted(wait bool, x int) {
	var wg sync.WaitGroup
	if wait {
		wg.Add(1)
	}
	go func() {
		work(x)
		if wait {
			wg.Done()
		}
	}()
	wg.Wait()
}

// optionalGroup is given a group or nil.
func optionalGroup(x int, wg *sync.WaitGroup) {
	work(x)
	if wg != nil {
		wg.Done()
	}
}

func startsOptional(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go optionalGroup(x, &wg)
	wg.Wait()
}

func fatal(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if err := work(x); err != nil {
			log.Fatal(err)
		}
		if x > 9 {
			panic("not recovered: the program ends")
		}
		wg.Done()
	}()
	wg.Wait()
}

func first(xs []int) error {
	var wg sync.WaitGroup
	var once sync.Once
	wg.Add(1)
	for _, x := range xs {
		go func() {
			if work(x) != nil {
				return
			}
			once.Do(wg.Done)
		}()
	}
	wg.Wait()
	return errors.New("first")
}

func withGo(x int) {
	var wg sync.WaitGroup
	wg.Go(func() {
		if work(x) != nil {
			return
		}
		work(x + 1)
	})
	wg.Wait()
}

func minusOne(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(x) != nil {
			wg.Add(-1)
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

func lateLiteral(x int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(x) != nil {
			return // want `the task ends here without wg.Done\(\), which is called at line 373`
		}
		defer func() {
			log.Print("done")
			wg.Done()
		}()
		work(x + 1)
	}()
	wg.Wait()
}

type client struct{ wg sync.WaitGroup }

func (c *client) finish() {
	log.Print("done")
	c.wg.Done()
}

func (c *client) start(x int) {
	c.wg.Add(1)
	go func() {
		if work(x) != nil {
			return // want `the task ends here without c.wg.Done\(\), which is called at line 384`
		}
		c.finish()
	}()
}

func (c *client) startCorrected(x int) {
	c.wg.Add(1)
	go func() {
		defer c.finish()
		if work(x) != nil {
			return
		}
		work(x + 1)
	}()
}

func (c *client) stop() { c.wg.Wait() }
