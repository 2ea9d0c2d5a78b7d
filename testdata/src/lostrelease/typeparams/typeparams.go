// Package typeparams has generic code.
package typeparams

import "sync"

type cache[K comparable, V any] struct {
	mu    sync.Mutex
	items map[K]V
}

func (c *cache[K, V]) bug(k K) (v V, ok bool) {
	c.mu.Lock()
	v, ok = c.items[k]
	if !ok {
		return v, false // want `returns with c.mu locked at line 12`
	}
	delete(c.items, k)
	c.mu.Unlock()
	return v, true
}

func each[T any](xs []T, work func(T) error) {
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		go func() {
			if work(x) != nil {
				return // want `the task ends here without wg.Done\(\)`
			}
			wg.Done()
		}()
	}
	wg.Wait()
}

func (c *cache[K, V]) corrected(k K) (v V, ok bool) {
	c.mu.Lock()
	v, ok = c.items[k]
	if !ok {
		c.mu.Unlock()
		return v, false
	}
	delete(c.items, k)
	c.mu.Unlock()
	return v, true
}

func (c *cache[K, V]) helper(k K) bool {
	c.mu.Lock()
	if _, ok := c.items[k]; !ok {
		c.unlock()
		return false
	}
	c.mu.Unlock()
	return true
}

func (c *cache[K, V]) unlock() { c.mu.Unlock() }

func eachCorrected[T any](xs []T, work func(T) error) {
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		go one(x, work, &wg)
	}
	wg.Wait()
}

func one[T any](x T, work func(T) error, wg *sync.WaitGroup) {
	defer wg.Done()
	if work(x) != nil {
		return
	}
	work(x)
}
