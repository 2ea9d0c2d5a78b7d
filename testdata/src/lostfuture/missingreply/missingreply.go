// Package missingreply has tasks that end without what their spawner waits for.
package missingreply

import (
	"context"
	"log"

	"golang.org/x/sync/errgroup"
)

func load() (int, error) { return 0, nil }

func handle(any) {}

func onError() int {
	ch := make(chan int)
	go func() {
		v, err := load()
		if err != nil {
			log.Print(err)
			return // want `^the goroutine ends here without a send on ch: the receive at line 26 waits for ever$`
		}
		ch <- v
	}()
	log.Print("loading")
	return <-ch
}

func buffered() int {
	ch := make(chan int, 1)
	go func() {
		v, err := load()
		if err == nil {
			ch <- v // want `^the goroutine can end without this send on ch: the receive at line 37 waits for ever$`
		}
	}()
	return <-ch
}

func worker(done chan<- bool) {
	if _, err := load(); err != nil {
		log.Print(err)
		return // want `the goroutine ends here without a send on done: the receive at line 51 waits for ever`
	}
	done <- true
}

func named() {
	done := make(chan bool)
	go worker(done)
	<-done
}

func group() (int, error) {
	var g errgroup.Group
	ch := make(chan int, 1)
	g.Go(func() error {
		v, err := load()
		if err != nil {
			return err // want `the goroutine ends here without a send on ch: the receive at line 65 waits for ever`
		}
		ch <- v
		return nil
	})
	v := <-ch
	return v, g.Wait()
}

// The error has a channel of its own, but not this one.
func twoChannels() (int, error) {
	out := make(chan int, 1)
	errc := make(chan error, 1)
	go func() {
		v, err := load()
		if err != nil {
			errc <- err
			return
		}
		if v < 0 {
			return // want `^the goroutine ends here without a send on out or errc: the select at line 84 waits for ever$`
		}
		out <- v
	}()
	select {
	case v := <-out:
		return v, nil
	case err := <-errc:
		return 0, err
	}
}

func givesUp(ctx context.Context) int {
	ch := make(chan int)
	go func() {
		v, _ := load()
		select {
		case ch <- v:
		case <-ctx.Done():
			log.Print(ctx.Err())
			return // want `the goroutine ends here without a send on ch: the receive at line 103 waits for ever`
		}
	}()
	return <-ch
}

func derived(ctx context.Context) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan int)
	go func() {
		v, _ := load()
		select {
		case ch <- v: // want `the goroutine can end without this send on ch: the receive at line 117 waits for ever`
		case <-ctx.Done():
		}
	}()
	return <-ch
}

func each(xs []string) (sum int) {
	ch := make(chan int)
	for range xs {
		go func() {
			v, err := load()
			if err != nil {
				log.Print(err)
				return // want `the goroutine ends here without a send on ch: the receive at line 133 waits for ever`
			}
			ch <- v
		}()
	}
	for range xs {
		sum += <-ch
	}
	return sum
}

func counted(n int) (sum int) {
	ch := make(chan int, n)
	for i := 0; i < n; i++ {
		go func() {
			v, err := load()
			if err != nil {
				log.Print(err)
				return // want `the goroutine ends here without a send on ch: the receive at line 151 waits for ever`
			}
			ch <- v
		}()
	}
	for i := 0; i < n; i++ {
		sum += <-ch
	}
	return sum
}

// A panic is recovered from, and nothing is sent.
func recovered(x any) int {
	ch := make(chan int)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				log.Print(r)
			}
		}()
		v, err := load()
		if err != nil {
			panic(err)
		}
		ch <- v // want `the goroutine can end without this send on ch: the receive at line 171 waits for ever`
	}()
	return <-ch
}

// The receive comes on some paths only, but where it does, it waits for ever.
func onSomePaths(quick bool) int {
	ch := make(chan int, 1)
	go func() {
		v, err := load()
		if err != nil {
			return // want `the goroutine ends here without a send on ch: the receive at line 187 waits for ever`
		}
		ch <- v
	}()
	if quick {
		return 0
	}
	return <-ch
}
