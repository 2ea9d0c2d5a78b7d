// Package blockedproducer has generators whose consumers may go away.
package blockedproducer

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"sync"
)

type item struct {
	n   int
	err error
}

func handle(n int) error { return errors.New("handle") }

func breaksOff(limit int) int {
	ch := make(chan int)
	go func() {
		for i := 0; ; i++ {
			ch <- i // want `the goroutine blocks for ever on ch <- i when breaksOff returns at line 29 without receiving all: it has no other way out`
		}
	}()
	for n := range ch {
		if n > limit {
			return n
		}
	}
	return 0
}

func failsOnItem(lines []string) error {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, line := range lines {
			ch <- line // want `the goroutine blocks for ever on ch <- line when failsOnItem returns at line 45`
		}
	}()
	for line := range ch {
		if err := handle(len(line)); err != nil {
			return err
		}
	}
	return nil
}

func generated(ctx context.Context, lines []string) error {
	for n := range lengths(lines) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		println(n)
	}
	return nil
}

func lengths(lines []string) <-chan int {
	ch := make(chan int)
	go func() {
		for _, line := range lines {
			ch <- len(line) // want `the goroutine blocks for ever on ch <- len\(line\)`
		}
		close(ch)
	}()
	return ch
}

func breaksLoop(r io.Reader) string {
	ch := make(chan string, 10)
	go func() {
		defer close(ch)
		s := bufio.NewScanner(r)
		for s.Scan() {
			ch <- s.Text() // want `the goroutine blocks for ever on ch <- s.Text\(\)`
		}
	}()
	found := ""
	for line := range ch {
		if line == "end" {
			break
		}
		found = line
	}
	return found
}

func cancelled(ctx context.Context, lines []string) error {
	ch := make(chan string)
	go func() {
		for _, line := range lines {
			ch <- line // want `the goroutine blocks for ever on ch <- line`
		}
		close(ch)
	}()
	for {
		select {
		case line, ok := <-ch:
			if !ok {
				return nil
			}
			println(line)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func consumerTask(lines []string) error {
	ch := make(chan string)
	var wg sync.WaitGroup
	var failure error
	wg.Add(2)
	go func() {
		defer wg.Done()
		defer close(ch)
		for _, line := range lines {
			ch <- line // want `the goroutine blocks for ever on ch <- line when the goroutine started at line \d+ returns at line \d+ without receiving all`
		}
	}()
	go func() {
		defer wg.Done()
		for line := range ch {
			if err := handle(len(line)); err != nil {
				failure = err
				return
			}
		}
	}()
	wg.Wait()
	return failure
}

func stopCase(ctx context.Context, lines []string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, line := range lines {
			select {
			case ch <- line:
			case <-ctx.Done():
				return
			}
		}
	}()
	for line := range ch {
		if err := handle(len(line)); err != nil {
			return err
		}
	}
	return nil
}

func doneCase(lines []string) error {
	ch := make(chan string)
	done := make(chan struct{})
	defer close(done)
	go func() {
		defer close(ch)
		for _, line := range lines {
			select {
			case ch <- line:
			case <-done:
				return
			}
		}
	}()
	for line := range ch {
		if err := handle(len(line)); err != nil {
			return err
		}
	}
	return nil
}

func receivesAll(lines []string) error {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
	}()
	var first error
	for line := range ch {
		if err := handle(len(line)); err != nil && first == nil {
			first = err
		}
	}
	return first
}

func continues(lines []string) {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
	}()
	for line := range ch {
		if err := handle(len(line)); err != nil {
			println(err.Error())
			continue
		}
	}
}

func drainsOnFailure(lines []string) error {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
	}()
	for line := range ch {
		if err := handle(len(line)); err != nil {
			for range ch {
			}
			return err
		}
	}
	return nil
}

func drainsBesides(lines []string) error {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
	}()
	for line := range ch {
		if err := handle(len(line)); err != nil {
			go func() {
				for range ch {
				}
			}()
			return err
		}
	}
	return nil
}

// The last item carries the error, after which nothing is sent.
func sentinel(r io.Reader) error {
	ch := make(chan item)
	go func() {
		var b [1]byte
		for {
			n, err := r.Read(b[:])
			if err != nil {
				ch <- item{err: err}
				return
			}
			ch <- item{n: n}
		}
	}()
	for {
		it := <-ch
		if it.err != nil {
			return it.err
		}
		println(it.n)
	}
}

func sentinelInSameSend(r io.Reader) error {
	ch := make(chan item)
	go func() {
		var b [1]byte
		for {
			n, err := r.Read(b[:])
			ch <- item{n, err}
			if err != nil {
				return
			}
		}
	}()
	for {
		it := <-ch
		if it.err != nil {
			return it.err
		}
		println(it.n)
	}
}

func nilIsTheEnd(items []*item) int {
	ch := make(chan *item)
	go func() {
		for _, it := range items {
			ch <- it
		}
		ch <- nil
	}()
	sum := 0
	for {
		it := <-ch
		if it == nil {
			return sum
		}
		sum += it.n
	}
}

// Sends as many as are received.
func counted(n int) (sum int) {
	ch := make(chan int)
	go func() {
		for i := range n {
			ch <- i
		}
	}()
	for range n {
		sum += <-ch
	}
	return sum
}

func buffered(lines []string) error {
	ch := make(chan string, len(lines))
	go func() {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
	}()
	for line := range ch {
		if err := handle(len(line)); err != nil {
			return err
		}
	}
	return nil
}

// The other consumer goes on.
func twoConsumers(lines []string) {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
	}()
	go func() {
		for line := range ch {
			println(line)
		}
	}()
	for line := range ch {
		if line == "" {
			return
		}
	}
}

func toIterator(lines []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		ch := make(chan string)
		done := make(chan struct{})
		defer close(done)
		go func() {
			defer close(ch)
			for _, line := range lines {
				select {
				case ch <- line:
				case <-done:
					return
				}
			}
		}()
		for line := range ch {
			if !yield(line) {
				return
			}
		}
	}
}

func toLeakyIterator(lines []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		ch := make(chan string)
		go func() {
			defer close(ch)
			for _, line := range lines {
				ch <- line // want `the goroutine blocks for ever on ch <- line`
			}
		}()
		for line := range ch {
			if !yield(line) {
				return
			}
		}
	}
}
