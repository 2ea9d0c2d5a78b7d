package spill

import "iter"

type queue[T any] struct{ ch chan T }

func (q *queue[T]) put(v T) {
	select {
	case q.ch <- v:
	default:
		go func() { q.ch <- v }() // want `when q.ch is full`
	}
}

func (q *queue[T]) putAll(values iter.Seq[T]) {
	for v := range values {
		select {
		case q.ch <- v:
		default:
			go func() { q.ch <- v }() // want `when q.ch is full`
		}
	}
}
