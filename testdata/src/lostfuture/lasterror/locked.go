package lasterror

import "sync"

func locked(xs []int) error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var last error
	for _, x := range xs {
		wg.Go(func() {
			err := work(x)
			mu.Lock()
			defer mu.Unlock()
			last = err // want `every goroutine that the loop starts assigns its error, or nil, to last`
		})
	}
	wg.Wait()
	return last
}

func lockedTwo() error {
	var mu sync.RWMutex
	var wg sync.WaitGroup
	var last error
	wg.Go(func() {
		_, err := load(1)
		mu.Lock()
		last = err // want `this goroutine and the one at line 31 assign their errors, or nil, to last: the last one overwrites the failure of the other`
		mu.Unlock()
	})
	wg.Go(func() {
		_, failure := load(2)
		mu.Lock()
		last = failure
		mu.Unlock()
	})
	wg.Wait()
	return last
}

// The following have no fix.

// Who calls while it is locked may be slow, or lock.
func lockedCall(xs []int) error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var last error
	for _, x := range xs {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			last = work(x) // want `every goroutine that the loop starts assigns its error, or nil, to last`
		})
	}
	wg.Wait()
	return last
}

// The other one has no lock.
func lockedOnce() error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var last error
	wg.Go(func() {
		err := work(1)
		mu.Lock()
		last = err // want `this goroutine and the one at line 70 assign their errors, or nil, to last`
		mu.Unlock()
	})
	wg.Go(func() {
		err := work(2)
		last = err
	})
	wg.Wait()
	return last
}

func lockedOnOneLine(xs []int) error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var last error
	for _, x := range xs {
		wg.Go(func() { err := work(x); mu.Lock(); last = err; mu.Unlock() }) // want `every goroutine that the loop starts assigns its error, or nil, to last`
	}
	wg.Wait()
	return last
}
