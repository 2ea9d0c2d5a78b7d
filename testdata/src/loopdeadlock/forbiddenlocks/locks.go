// Package forbiddenlocks has callbacks that run while a lock is held, or that
// others wait for.
package forbiddenlocks

import (
	"context"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"
	cmap "github.com/orcaman/concurrent-map/v2"
	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"
)

func evict() *expirable.LRU[string, int] {
	var lru *expirable.LRU[string, int]
	lru = expirable.NewLRU(10, func(key string, value int) {
		if value > 0 {
			lru.Add(key, value-1) // want `expirable.LRU.Add in the callback passed to expirable.NewLRU never returns: the cache's mutex is held until this callback returns; instead: collect keys and act later`
		}
	}, time.Minute)
	return lru
}

// Two levels of caches: what falls out of one goes to the other.
func levels() (first, second *expirable.LRU[string, int]) {
	second = expirable.NewLRU[string, int](1000, nil, time.Hour)
	first = expirable.NewLRU(10, func(key string, value int) { second.Add(key, value) }, time.Minute)
	return first, second
}

type registry struct {
	entries cmap.ConcurrentMap[string, int]
	removed cmap.ConcurrentMap[string, int]
}

func (r *registry) expire() {
	r.entries.IterCb(func(key string, age int) {
		if age > 10 {
			r.entries.Remove(key) // want `cmap.ConcurrentMap.Remove in the callback passed to cmap.ConcurrentMap.IterCb never returns if its key is in the same shard, whose lock is held until this callback returns`
		}
	})
}

func (r *registry) expireRight() {
	var old []string
	r.entries.IterCb(func(key string, age int) {
		if _, ok := r.entries.Get(key); ok && age > 10 {
			old = append(old, key)
			r.removed.Set(key, age)
		}
	})
	for _, key := range old {
		r.entries.Remove(key)
	}
}

func group(ctx context.Context, work func() error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		g.Go(work)
		return g.Wait() // want `the goroutine started at line 61 waits for the group that this goroutine is in`
	})
	g.Go(func() error {
		inner, _ := errgroup.WithContext(ctx)
		inner.Go(work)
		return inner.Wait()
	})
	g.Go(func() error {
		go func() { _ = g.Wait() }()
		return nil
	})
	return g.Wait()
}

type loader struct {
	group, details singleflight.Group
}

func (l *loader) load(key string) (any, error) {
	v, err, _ := l.group.Do(key, func() (any, error) {
		return l.again(key) // want `loader.again → singleflight.Group.Do in the callback passed to singleflight.Group.Do never returns: it waits for this function's result`
	})
	return v, err
}

func (l *loader) again(key string) (any, error) {
	v, err, _ := l.group.Do(key, func() (any, error) { return key, nil })
	return v, err
}

// Another key, or another group.
func (l *loader) tree(key string) (any, error) {
	v, err, _ := l.group.Do(key, func() (any, error) {
		if v, err, _ := l.group.Do(key+"/parent", func() (any, error) { return nil, nil }); err != nil {
			return v, err
		}
		v, err, _ := l.details.Do(key, func() (any, error) { return nil, nil })
		return v, err
	})
	return v, err
}

type producer struct{ client *kgo.Client }

func (p *producer) produce(ctx context.Context, r *kgo.Record) {
	p.client.Produce(ctx, r, func(r *kgo.Record, err error) {
		if err != nil {
			_ = p.client.Flush(ctx) // want `kgo.Client.Flush in the callback passed to kgo.Client.Produce never returns: the goroutine that would finish it is running this callback`
		}
	})
	p.client.Produce(ctx, r, func(r *kgo.Record, err error) {
		if err != nil {
			p.client.TryProduce(ctx, r, nil)
		}
	})
	_ = p.client.Flush(ctx)
}

// Each call has a group of its own.
func walk(ctx context.Context, depth int) error {
	g, ctx := errgroup.WithContext(ctx)
	for range depth {
		g.Go(func() error { return walk(ctx, depth-1) })
	}
	return g.Wait()
}
