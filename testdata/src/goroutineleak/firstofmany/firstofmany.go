// Package firstofmany has several goroutines that send, and too few receives.
package firstofmany

import (
	"context"
	"errors"
	"sync"
)

type replica string

func (r replica) query() string { return string(r) }

func work(n int) error { return errors.New("work") }

func fastest(replicas []replica) string {
	ch := make(chan string) // want `ch has no buffer: of the goroutines started at line 19, those from which fastest does not receive block for ever on ch <- r.query\(\)`
	for _, r := range replicas {
		go func() { ch <- r.query() }()
	}
	return <-ch
}

func fastestOfCount(n int) error {
	errc := make(chan error) // want `errc has no buffer`
	for i := 0; i < n; i++ {
		go func() { errc <- work(i) }()
	}
	return <-errc
}

func fastestOfRange(n int) error {
	errc := make(chan error) // want `errc has no buffer`
	for i := range n {
		go func() { errc <- work(i) }()
	}
	return <-errc
}

func fastestOfThree() error {
	errc := make(chan error) // want `errc has no buffer`
	for i := range 3 {
		go func() { errc <- work(i) }()
	}
	return <-errc
}

func two() error {
	errc := make(chan error) // want `errc has no buffer: 2 values are sent on it and two receives one, so that a goroutine blocks for ever on errc <- work\(2\) \(line 51\)`
	go func() { errc <- work(1) }()
	go func() { errc <- work(2) }()
	return <-errc
}

func oneSlot() error {
	errc := make(chan error, 1) // want `errc has room for 1`
	go func() { errc <- work(1) }()
	go func() { errc <- work(2) }()
	go func() { errc <- work(3) }()
	return <-errc
}

func oneSlotForMany(replicas []replica) string {
	ch := make(chan string, 1) // want `ch has room for 1`
	for _, r := range replicas {
		go func() { ch <- r.query() }()
	}
	return <-ch
}

func winner(ctx context.Context, replicas []replica) (string, error) {
	ch := make(chan string) // want `ch has no buffer`
	for _, r := range replicas {
		go func() { ch <- r.query() }()
	}
	select {
	case s := <-ch:
		return s, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func changed(replicas []replica) string {
	ch := make(chan string) // want `ch has no buffer`
	replicas = append(replicas, "local")
	for _, r := range replicas {
		go func() { ch <- r.query() }()
	}
	return <-ch
}

func buffered(replicas []replica) string {
	ch := make(chan string, len(replicas))
	for _, r := range replicas {
		go func() { ch <- r.query() }()
	}
	return <-ch
}

func bufferedByCount(n int) error {
	errc := make(chan error, n)
	for i := range n {
		go func() { errc <- work(i) }()
	}
	return <-errc
}

func bufferedForThree() error {
	errc := make(chan error, 3)
	for i := range 3 {
		go func() { errc <- work(i) }()
	}
	return <-errc
}

func bufferedButOne() error {
	errc := make(chan error, 2)
	for i := range 3 {
		go func() { errc <- work(i) }()
	}
	return <-errc
}

func offers(replicas []replica) string {
	ch := make(chan string)
	for _, r := range replicas {
		go func() {
			select {
			case ch <- r.query():
			default:
			}
		}()
	}
	return <-ch
}

func stops(replicas []replica) string {
	ch := make(chan string)
	done := make(chan struct{})
	defer close(done)
	for _, r := range replicas {
		go func() {
			select {
			case ch <- r.query():
			case <-done:
			}
		}()
	}
	return <-ch
}

func drains(replicas []replica) string {
	ch := make(chan string)
	for _, r := range replicas {
		go func() { ch <- r.query() }()
	}
	s := <-ch
	go func() {
		for range len(replicas) - 1 {
			<-ch
		}
	}()
	return s
}

func receivesAll(replicas []replica) string {
	ch := make(chan string)
	for _, r := range replicas {
		go func() { ch <- r.query() }()
	}
	longest := ""
	for range replicas {
		if s := <-ch; len(s) > len(longest) {
			longest = s
		}
	}
	return longest
}

func receivesUntilClosed(replicas []replica) string {
	ch := make(chan string)
	var wg sync.WaitGroup
	for _, r := range replicas {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- r.query()
		}()
	}
	go func() {
		wg.Wait()
		close(ch)
	}()
	longest := ""
	for s := range ch {
		if len(s) > len(longest) {
			longest = s
		}
	}
	return longest
}

func oneEach(replicas []replica) {
	for _, r := range replicas {
		ch := make(chan string)
		go func() { ch <- r.query() }()
		println(<-ch)
	}
}

func oneAfterAnother(replicas []replica) {
	ch := make(chan string)
	for _, r := range replicas {
		go func() { ch <- r.query() }()
		println(<-ch)
	}
}

func bothReceived() error {
	errc := make(chan error)
	go func() { errc <- work(1) }()
	go func() { errc <- work(2) }()
	a, b := <-errc, <-errc
	return errors.Join(a, b)
}

func oneOrTheOther(fast bool) error {
	errc := make(chan error)
	if fast {
		go func() { errc <- work(1) }()
	} else {
		go func() { errc <- work(2) }()
	}
	return <-errc
}

func semaphore(replicas []replica) {
	sem := make(chan struct{}, 4)
	var wg sync.WaitGroup
	for _, r := range replicas {
		wg.Add(1)
		sem <- struct{}{}
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			r.query()
		}()
	}
	wg.Wait()
}

func token(replicas []replica) {
	sem := make(chan struct{}, 1)
	for _, r := range replicas {
		go func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			r.query()
		}()
	}
}

func onlyTheFirst(replicas []replica) string {
	ch := make(chan string)
	for i, r := range replicas {
		if i == 0 {
			go func() { ch <- r.query() }()
		}
	}
	return <-ch
}

func breaks(replicas []replica) string {
	ch := make(chan string)
	for _, r := range replicas {
		if r == "local" {
			go func() { ch <- r.query() }()
			break
		}
	}
	return <-ch
}
