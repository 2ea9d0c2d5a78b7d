// Package typeparams has generic queues.
package typeparams

import "sync"

type queue[T any] struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []T
}

func (q *queue[T]) push(v T) {
	q.mu.Lock()
	q.items = append(q.items, v) // want `push adds to q.items, and nothing limits how long it gets: it grows while its consumer is in handle`
	q.mu.Unlock()
	q.cond.Signal()
}

func (q *queue[T]) pop() T {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

func serve[T any](q *queue[T], handle func(T)) {
	go func() {
		for {
			handle(q.pop())
		}
	}()
}

type bounded[T any] struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []T
}

func (q *bounded[T]) push(v T) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) >= 100 {
		return false
	}
	q.items = append(q.items, v)
	q.cond.Signal()
	return true
}

func (q *bounded[T]) pop() T {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

func serveBounded[T any](q *bounded[T], handle func(T)) {
	go func() {
		for {
			handle(q.pop())
		}
	}()
}
