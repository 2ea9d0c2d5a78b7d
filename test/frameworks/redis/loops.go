package redis

import (
	"context"
	"net/http"
	"strings"

	"github.com/redis/go-redis/v9"
)

// blockingSizes holds the cache's lock until somebody far away has counted.
func blockingSizes() redis.CacheConfig {
	return redis.CacheConfig{
		Sizer: func(_ string, _ []string, value []byte) int64 {
			resp, err := http.Post("https://example.org/size", "text/plain", strings.NewReader(string(value))) // want `callback-blocks: the callback redis.CacheConfig.Sizer blocks the cache shard lock.*: calls http.Post; instead: pure computation`
			if err != nil {
				return int64(len(value))
			}
			_ = resp.Body.Close()
			return resp.ContentLength
		},
	}
}

func computedSizes() redis.CacheConfig {
	return redis.CacheConfig{
		Sizer: func(key string, _ []string, value []byte) int64 { return int64(len(key) + len(value)) },
	}
}

// received handles each message on a goroutine that is there for it.
func received(ctx context.Context, rdb *redis.Client, handle func(*redis.Message) error) error {
	sub := rdb.Subscribe(ctx, "news")
	defer sub.Close()
	for msg := range sub.Channel(redis.WithChannelSize(1000)) {
		if err := handle(msg); err != nil {
			return err
		}
	}
	return nil
}
