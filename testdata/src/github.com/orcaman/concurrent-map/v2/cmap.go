// Package cmap is a stub: signatures of github.com/orcaman/concurrent-map/v2.
package cmap

type ConcurrentMap[K comparable, V any] struct{ _ int }

func New[V any]() ConcurrentMap[string, V] { return ConcurrentMap[string, V]{} }

func (m ConcurrentMap[K, V]) Set(key K, value V) {}
func (m ConcurrentMap[K, V]) Remove(key K)       {}
func (m ConcurrentMap[K, V]) Get(key K) (V, bool) {
	var zero V
	return zero, false
}

type IterCb[K comparable, V any] func(key K, v V)

func (m ConcurrentMap[K, V]) IterCb(fn IterCb[K, V]) {}
