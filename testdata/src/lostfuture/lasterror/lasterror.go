// Package lasterror has error variables that the last of several tasks decides.
package lasterror

import "sync"

func work(int) error { return nil }

func load(int) (string, error) { return "", nil }

func inLoop(xs []int) error {
	var wg sync.WaitGroup
	var err error
	for _, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err = work(x) // want `^every goroutine that the loop starts assigns its error, or nil, to err: the last one overwrites the failure of the others$`
		}()
	}
	wg.Wait()
	return err
}

func two() (a, b string, err error) {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		a, err = load(1) // want `^this goroutine and the one at line 31 assign their errors, or nil, to err: the last one overwrites the failure of the other$`
	}()
	go func() {
		defer wg.Done()
		b, err = load(2)
	}()
	wg.Wait()
	return a, b, err
}

func retried(xs []int) error {
	var wg sync.WaitGroup
	var err error
	for _, x := range xs {
		wg.Go(func() {
			for range 3 {
				if err = work(x); err == nil { // want `every goroutine that the loop starts assigns its error, or nil, to err`
					return
				}
			}
		})
	}
	wg.Wait()
	return err
}

func sometimes(xs []int) error {
	var wg sync.WaitGroup
	var err error
	for _, x := range xs {
		wg.Go(func() {
			if x > 10 {
				err = work(x) // want `every goroutine that the loop starts assigns its error, or nil, to err`
			}
		})
	}
	wg.Wait()
	if err != nil {
		return err
	}
	return nil
}
