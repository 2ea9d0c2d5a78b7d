package lasterror

import (
	"errors"
	"fmt"
	"log"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Only failures are assigned: which one is returned does not matter much.
func failures(xs []int) error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed error
	for _, x := range xs {
		wg.Go(func() {
			if err := work(x); err != nil {
				mu.Lock()
				failed = err
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return failed
}

func leavesEarly(xs []int) error {
	var wg sync.WaitGroup
	var failed error
	for _, x := range xs {
		wg.Go(func() {
			err := work(x)
			if err == nil {
				return
			}
			failed = err
		})
	}
	wg.Wait()
	return failed
}

func wrapped(xs []int) error {
	var wg sync.WaitGroup
	var failed error
	for _, x := range xs {
		wg.Go(func() {
			if x < 0 {
				failed = fmt.Errorf("negative: %d", x)
			}
			if x > 10 {
				failed = errors.New("too many")
			}
		})
	}
	wg.Wait()
	return failed
}

func first(xs []int) error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed error
	for _, x := range xs {
		wg.Go(func() {
			err := work(x)
			mu.Lock()
			defer mu.Unlock()
			if failed == nil {
				failed = err
			}
		})
	}
	wg.Wait()
	return failed
}

func joined(xs []int) error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed error
	for _, x := range xs {
		wg.Go(func() {
			err := work(x)
			mu.Lock()
			defer mu.Unlock()
			failed = errors.Join(failed, err)
		})
	}
	wg.Wait()
	return failed
}

// chain keeps both errors.
func chain(old, err error) error {
	if old == nil {
		return err
	}
	return old
}

func chained(xs []int) error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed error
	for _, x := range xs {
		wg.Go(func() {
			err := work(x)
			mu.Lock()
			defer mu.Unlock()
			failed = chain(failed, err)
		})
	}
	wg.Wait()
	return failed
}

func once(xs []int) error {
	var wg sync.WaitGroup
	var only sync.Once
	var failed error
	for _, x := range xs {
		wg.Go(func() {
			if err := work(x); err != nil {
				only.Do(func() { failed = err })
			}
		})
	}
	wg.Wait()
	return failed
}

func swapped(xs []int) error {
	var wg sync.WaitGroup
	var told atomic.Bool
	var outcome error
	for _, x := range xs {
		wg.Go(func() {
			if told.CompareAndSwap(false, true) {
				outcome = work(x)
			}
		})
	}
	wg.Wait()
	return outcome
}

func flagged(xs []int) error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	done := false
	var outcome error
	for _, x := range xs {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			if done {
				return
			}
			done = true
			outcome = work(x)
		})
	}
	wg.Wait()
	return outcome
}

func slots(xs []int) error {
	var wg sync.WaitGroup
	errs := make([]error, len(xs))
	for i, x := range xs {
		wg.Go(func() { errs[i] = work(x) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

func own(xs []int) {
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Go(func() {
			err := work(x)
			if err != nil {
				log.Print(err)
			}
		})
	}
	wg.Wait()
}

func perIteration(xs []int) {
	for _, x := range xs {
		var err error
		var wg sync.WaitGroup
		wg.Go(func() { err = work(x) })
		wg.Wait()
		if err != nil {
			log.Print(err)
		}
	}
}

func oneByOne(xs []int) error {
	var err error
	for _, x := range xs {
		done := make(chan struct{})
		go func() {
			defer close(done)
			err = work(x)
		}()
		<-done
		if err != nil {
			return err
		}
	}
	return nil
}

func single() error {
	var wg sync.WaitGroup
	var err error
	wg.Go(func() { err = work(1) })
	wg.Wait()
	return err
}

func twoVariables() error {
	var wg sync.WaitGroup
	var err1, err2 error
	wg.Go(func() { err1 = work(1) })
	wg.Go(func() { err2 = work(2) })
	wg.Wait()
	return errors.Join(err1, err2)
}

func oneAfterTheOther() error {
	var wg sync.WaitGroup
	var err error
	wg.Go(func() { err = work(1) })
	wg.Wait()
	if err != nil {
		return err
	}
	wg.Go(func() { err = work(2) })
	wg.Wait()
	return err
}

func either(fast bool) error {
	var wg sync.WaitGroup
	var err error
	if fast {
		wg.Go(func() { err = work(1) })
	} else {
		wg.Go(func() { err = work(2) })
	}
	wg.Wait()
	return err
}

// All is done under the lock.
func underLock(xs []int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var err error
	for _, x := range xs {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			err = work(x)
			if err != nil {
				log.Print(err)
			}
		})
	}
	wg.Wait()
}

// Success does not overwrite.
func keeps(xs []int) error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed error
	for _, x := range xs {
		wg.Go(func() {
			err := work(x)
			mu.Lock()
			defer mu.Unlock()
			if failed != nil && err == nil {
				return
			}
			failed = err
		})
	}
	wg.Wait()
	return failed
}

func firstForEver(jobs <-chan int, report func(error)) {
	var mu sync.Mutex
	var failed error
	for range 4 {
		go func() {
			for {
				err := work(<-jobs)
				mu.Lock()
				if failed == nil {
					failed = err
				}
				report(failed)
				mu.Unlock()
			}
		}()
	}
}

// What the tasks assign nobody reads: lostgoerror tells.
func unread(xs []int) error {
	var wg sync.WaitGroup
	var err error
	for _, x := range xs {
		wg.Go(func() { err = work(x) })
	}
	wg.Wait()
	err = work(0)
	return err
}

// The same: that it isn't nil is all that the tasks ask.
func unreadInside(xs []int) {
	_, err := load(0)
	if err != nil {
		return
	}
	for _, x := range xs {
		go func() {
			if err = work(x); err != nil {
				return
			}
			log.Print("done")
		}()
	}
}

// The group returns the errors.
func returned(xs []int) error {
	var g errgroup.Group
	for _, x := range xs {
		g.Go(func() error {
			_, err := load(x)
			return err
		})
	}
	err := g.Wait()
	return err
}

// Who gets the address may do anything.
func escaping(xs []int) error {
	var wg sync.WaitGroup
	var err error
	for _, x := range xs {
		wg.Go(func() { err = work(x) })
	}
	wg.Wait()
	inspect(&err)
	return err
}

func inspect(*error) {}
