// Package rangefunc loops over functions.
package rangefunc

import (
	"iter"
	"sync"
)

type table struct {
	mu sync.Mutex
	n  int
}

func (t *table) bug(seq iter.Seq[int]) int {
	for x := range seq {
		t.mu.Lock() // want `t.mu is still locked when the function returns`
		if x == 0 {
			return t.n
		}
		t.n += x
		t.mu.Unlock()
	}
	return 0
}

func task(seq iter.Seq[int]) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		for x := range seq {
			if x == 0 {
				return // want `the task ends here without wg.Done\(\), which is called at line 35`
			}
		}
		wg.Done()
	}()
	wg.Wait()
}

func (t *table) corrected(seq iter.Seq[int]) int {
	for x := range seq {
		t.mu.Lock()
		if x == 0 {
			t.mu.Unlock()
			return t.n
		}
		t.n += x
		t.mu.Unlock()
	}
	return 0
}

func (t *table) heldAround(seq iter.Seq[int]) int {
	t.mu.Lock()
	for x := range seq {
		if x == 0 {
			t.mu.Unlock()
			return t.n
		}
		t.n += x
	}
	t.mu.Unlock()
	return 0
}

// perItem calls Done for each item.
func perItem(seq iter.Seq[int], run func(func())) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		for range seq {
			wg.Done()
		}
	}()
	wg.Wait()
}

func deferredInLoop(seq iter.Seq[int], t *table) {
	for x := range seq {
		t.mu.Lock()
		defer t.mu.Unlock()
		if x == 0 {
			return
		}
	}
}
