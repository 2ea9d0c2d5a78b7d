// Package pipeline has pipelines of commands, the errors of which come from Exec or
// from each command.
package pipeline

import (
	"context"
	"log"
	"time"

	"github.com/redis/go-redis/v9"
)

func dropped(ctx context.Context, rdb *redis.Client) {
	pipe := rdb.Pipeline()
	pipe.Incr(ctx, "n")
	pipe.Set(ctx, "at", "now", time.Hour)
	pipe.Exec(ctx) // want `the error of pipe.Exec is dropped, and nobody asks its commands for theirs: a failure goes unnoticed`
}

func value(ctx context.Context, rdb *redis.Client) int64 {
	pipe := rdb.Pipeline()
	n := pipe.Incr(ctx, "n")
	pipe.Exec(ctx) // want `the error of pipe.Exec is dropped`
	return n.Val()
}

func returnable(ctx context.Context, rdb *redis.Client) error {
	pipe := rdb.Pipeline()
	pipe.Incr(ctx, "n")
	pipe.Exec(ctx) // want `the error of pipe.Exec is dropped`
	return nil
}

// What follows is fine.

func checked(ctx context.Context, rdb *redis.Client) (int64, error) {
	pipe := rdb.Pipeline()
	n := pipe.Incr(ctx, "n")
	if _, err := pipe.Exec(ctx); err != nil {
		return 0, err
	}
	return n.Val(), nil
}

func results(ctx context.Context, rdb *redis.Client) (string, error) {
	pipe := rdb.Pipeline()
	a := pipe.Get(ctx, "a")
	pipe.Incr(ctx, "n")
	pipe.Exec(ctx)
	return a.Result()
}

func errOf(ctx context.Context, rdb *redis.Client) {
	pipe := rdb.Pipeline()
	n := pipe.Incr(ctx, "n")
	pipe.Exec(ctx)
	if n.Err() != nil {
		log.Print(n.Err())
	}
}

func collected(ctx context.Context, rdb *redis.Client, keys []string) (all []*redis.StringCmd) {
	pipe := rdb.Pipeline()
	for _, key := range keys {
		all = append(all, pipe.Get(ctx, key))
	}
	pipe.Exec(ctx)
	return all
}

func passed(ctx context.Context, rdb *redis.Client, fill func(redis.Pipeliner)) {
	pipe := rdb.Pipeline()
	fill(pipe)
	pipe.Exec(ctx)
}

func blank(ctx context.Context, rdb *redis.Client) {
	pipe := rdb.Pipeline()
	pipe.Incr(ctx, "n")
	_, _ = pipe.Exec(ctx)
}

func bestEffort(ctx context.Context, rdb *redis.Client) {
	pipe := rdb.Pipeline()
	pipe.Incr(ctx, "hits")
	pipe.Exec(ctx) // best effort: statistics
}

func given(ctx context.Context, pipe redis.Pipeliner) {
	pipe.Incr(ctx, "n")
	pipe.Exec(ctx) // whoever gave it may have put more into it
}

func nothing(ctx context.Context, rdb *redis.Client) {
	pipe := rdb.Pipeline()
	pipe.Exec(ctx)
}
