// Package group holds groups of tasks.
package group

import (
	"context"
	"log"
	"os"
	"sync"

	"golang.org/x/sync/errgroup"
)

func work() error {
	_, err := os.Open("x")
	return err
}

func errors(ctx context.Context) {
	g, _ := errgroup.WithContext(ctx)
	g.SetLimit(4)
	g.Go(work) // want `nobody waits for the tasks of g: if the one at line [0-9]+ fails, nobody hears of it`
	g.Go(work)
}

func zero() {
	var g errgroup.Group
	g.Go(work) // want `nobody waits for the tasks of g: if the one at line [0-9]+ fails, nobody hears of it`
}

func literal(items []int) {
	g := &errgroup.Group{}
	for range items {
		if !g.TryGo(work) { // want `nobody waits for the tasks of g`
			break
		}
	}
}

func made() {
	g := new(errgroup.Group)
	func() {
		g.Go(work) // want `nobody waits for the tasks of g`
	}()
}

func counted(items []int) {
	var wg sync.WaitGroup
	for range items {
		wg.Add(1) // want `nobody waits for the tasks of wg: the function goes on, and may return, before they are done`
		go func() {
			defer wg.Done()
			work()
		}()
	}
}

func started() {
	wg := sync.WaitGroup{}
	wg.Go(func() {}) // want `nobody waits for the tasks of wg`
}

func passedOn(items []int) {
	var wg sync.WaitGroup
	for range items {
		wg.Add(1) // want `nobody waits for the tasks of wg`
		go worker(&wg)
	}
}

func worker(wg *sync.WaitGroup) {
	defer wg.Done()
	work()
}

// Near-misses.

// The group limits how many run, and they can't fail.
func limits(items []int) {
	var g errgroup.Group
	g.SetLimit(2)
	for range items {
		g.Go(func() error {
			if err := work(); err != nil {
				log.Print(err)
			}
			return nil
		})
	}
}

// The group is of no use, and the tasks are waited for.
func waitsByChannel(items []int) (sum int) {
	var wg sync.WaitGroup
	out := make(chan int)
	for _, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- item
		}()
	}
	for range items {
		sum += <-out
	}
	return sum
}

func waitsByOther(items []int) {
	var wg, all sync.WaitGroup
	for range items {
		wg.Add(1)
		all.Go(func() { defer wg.Done() })
	}
	all.Wait()
}

func neverReturns(items []int) {
	var wg sync.WaitGroup
	for range items {
		wg.Add(1)
		go func() { defer wg.Done() }()
	}
	select {}
}

func waits() error {
	var g errgroup.Group
	g.Go(work)
	return g.Wait()
}

func cause(parent context.Context) error {
	g, ctx := errgroup.WithContext(parent)
	g.Go(work)
	<-ctx.Done()
	return context.Cause(ctx)
}

func waitsLater() func() error {
	var g errgroup.Group
	g.Go(work)
	return g.Wait
}

func waitsInTask() {
	var wg sync.WaitGroup
	done := make(chan struct{})
	wg.Add(1)
	go func() { defer wg.Done() }()
	go func() {
		wg.Wait()
		close(done)
	}()
	<-done
}

func waitsDeferred() {
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Add(1)
	go func() { defer wg.Done() }()
}

func waitsOnSomePath(fast bool) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { defer wg.Done() }()
	if !fast {
		wg.Wait()
	}
}

func waitsElsewhere() {
	var wg sync.WaitGroup
	wg.Add(1)
	go worker(&wg)
	collect(&wg)
}

func collect(wg *sync.WaitGroup) { wg.Wait() }

func unknown(f func(*sync.WaitGroup)) {
	var wg sync.WaitGroup
	wg.Add(1)
	f(&wg)
}

func returned() *errgroup.Group {
	g := new(errgroup.Group)
	g.Go(work)
	return g
}

type service struct {
	wg  sync.WaitGroup
	ptr *sync.WaitGroup
}

func (s *service) start() {
	s.wg.Add(1)
	go func() { defer s.wg.Done() }()
}

func (s *service) startShared() {
	wg := s.ptr
	wg.Add(1)
	go func() { defer wg.Done() }()
}

func stored(s *service) {
	wg := &sync.WaitGroup{}
	wg.Add(1)
	s.ptr = wg
}

func parameter(g *errgroup.Group) { g.Go(work) }

var global errgroup.Group

func package_() { global.Go(work) }

func aliased() {
	var wg sync.WaitGroup
	all := &wg
	wg.Add(1)
	go func() { defer wg.Done() }()
	all.Wait()
}

func method() {
	var s service
	s.start()
	wait := s.wg.Wait
	wait()
}

func inStruct() {
	var s struct{ sync.WaitGroup }
	s.Add(1)
	go s.Done()
	s.Wait()
}

func nothing() {
	var wg sync.WaitGroup
	wg.Done()
}
