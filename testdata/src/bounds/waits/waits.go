// Package waits holds loops that wait for their tasks, or for time to pass.
package waits

import (
	"sync"
	"time"
)

func work(int) {}

func joined(in chan int) {
	for v := range in {
		done := make(chan struct{})
		go func() { // want `channel: joined$`
			defer close(done)
			work(v)
		}()
		<-done
	}
}

func batches(in chan []int) {
	for batch := range in {
		var wg sync.WaitGroup
		for _, v := range batch {
			wg.Add(1)
			go func() { // want `channel: joined$`
				defer wg.Done()
				work(v)
			}()
		}
		wg.Wait()
	}
}

// The wait comes when all is over.
func joinedAfter(in chan int) {
	var wg sync.WaitGroup
	for v := range in {
		wg.Add(1)
		go func() { // want `channel: none$`
			defer wg.Done()
			work(v)
		}()
	}
	wg.Wait()
}

func sleeps(in chan int) {
	for v := range in {
		go work(v) // want `channel: rate$`
		time.Sleep(time.Second)
	}
}

func tick(in chan int, t *time.Ticker) {
	for v := range in {
		<-t.C
		go work(v) // want `channel: rate$`
	}
}

// The task sleeps, the loop does not.
func taskSleeps(in chan int) {
	for v := range in {
		go func() { // want `channel: none$`
			time.Sleep(time.Second)
			work(v)
		}()
	}
}
