// Package expirable is a stub: signatures of github.com/hashicorp/golang-lru/v2/expirable.
package expirable

import "time"

type EvictCallback[K comparable, V any] func(key K, value V)

type LRU[K comparable, V any] struct{ _ int }

func NewLRU[K comparable, V any](size int, onEvict EvictCallback[K, V], ttl time.Duration) *LRU[K, V] {
	return nil
}

func (c *LRU[K, V]) Add(key K, value V) (evicted bool) { return false }
func (c *LRU[K, V]) Len() int                          { return 0 }
