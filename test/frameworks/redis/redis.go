// Package redis uses github.com/redis/go-redis.
package redis

import (
	"context"
	"errors"
	"log"
	"time"

	"github.com/redis/go-redis/v9"
)

type loader interface{ load() (string, error) }

func refreshed(ctx context.Context, rdb *redis.Client, l loader) {
	go func() {
		v, err := l.load()
		if err != nil { // want `early-return: .*l.load`
			return
		}
		if err := rdb.Set(ctx, "key", v, time.Minute).Err(); err != nil {
			log.Print(err)
		}
	}()
}

func piped(ctx context.Context, rdb *redis.Client) (int64, error) {
	pipe := rdb.Pipeline()
	n := pipe.Incr(ctx, "n")
	pipe.Expire(ctx, "n", time.Hour) // its error is Exec's
	if _, err := pipe.Exec(ctx); err != nil {
		return 0, err
	}
	return n.Val(), nil
}

func pipedBlindly(ctx context.Context, rdb *redis.Client) int64 {
	pipe := rdb.Pipeline()
	n := pipe.Incr(ctx, "n")
	pipe.Expire(ctx, "n", time.Hour)
	pipe.Exec(ctx) // want `unchecked-wait: the error of pipe.Exec is dropped, and nobody asks its commands for theirs`
	return n.Val()
}

// Each result may be asked instead of Exec.
func pipedSeparately(ctx context.Context, rdb *redis.Client) (string, error) {
	pipe := rdb.Pipeline()
	a := pipe.Get(ctx, "a")
	_, _ = pipe.Exec(ctx)
	return a.Result()
}

func watched(ctx context.Context, rdb *redis.Client) error {
	return rdb.Watch(ctx, func(tx *redis.Tx) error {
		n, err := tx.Get(ctx, "n").Int()
		if err != nil && !errors.Is(err, redis.Nil) {
			return err
		}
		_, err = tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Set(ctx, "n", n+1, 0)
			return nil
		})
		return err
	}, "n")
}
