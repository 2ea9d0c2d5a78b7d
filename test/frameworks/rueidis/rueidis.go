// Package rueidis invalidates what it keeps, with github.com/redis/rueidis.
package rueidis

import (
	"context"
	"database/sql"
	"log"

	"github.com/redis/rueidis"
)

type cache struct {
	db   *sql.DB
	gone chan []rueidis.RedisMessage
}

func (c *cache) forget(keys []rueidis.RedisMessage) {
	for range keys {
		if _, err := c.db.Exec("DELETE FROM cache"); err != nil {
			log.Print(err)
		}
	}
}

func (c *cache) blocking() rueidis.ClientOption {
	return rueidis.ClientOption{
		InitAddress: []string{"localhost:6379"},
		OnInvalidations: func(keys []rueidis.RedisMessage) {
			c.forget(keys) // want `callback-blocks: the callback rueidis.ClientOption.OnInvalidations blocks the rueidis pipeline reader goroutine of the connection.*: calls \(\*cache\).forget → \(\*sql.DB\).Exec; instead: goroutine / buffered channel`
		},
	}
}

func (c *cache) blockingHooks(client rueidis.DedicatedClient) <-chan error {
	return client.SetPubSubHooks(rueidis.PubSubHooks{
		OnMessage: func(m rueidis.PubSubMessage) {
			if _, err := c.db.Exec("INSERT INTO messages VALUES (?)", m.Message); err != nil { // want `callback-blocks: the callback rueidis.PubSubHooks.OnMessage blocks the rueidis pipeline reader goroutine of the connection.*: calls \(\*sql.DB\).Exec`
				log.Print(err)
			}
		},
	})
}

func (c *cache) offloaded() rueidis.ClientOption {
	return rueidis.ClientOption{
		InitAddress:     []string{"localhost:6379"},
		OnInvalidations: func(keys []rueidis.RedisMessage) { c.gone <- keys },
	}
}

func (c *cache) forgetAll() {
	for keys := range c.gone {
		c.forget(keys)
	}
}

// deadlocked waits for an answer on the goroutine that reads answers.
func (c *cache) deadlocked(ctx context.Context) error {
	client, err := rueidis.NewClient(c.offloaded())
	if err != nil {
		return err
	}
	defer client.Close()
	ctx = rueidis.WithOnSubscriptionHook(ctx, func(s rueidis.PubSubSubscription) {
		client.Do(ctx, client.B().Incr().Key(s.Channel).Build()) // want `forbidden-call: .*Do`
	})
	return c.receive(ctx, client)
}

// receive handles messages where it has asked for them.
func (c *cache) receive(ctx context.Context, client rueidis.Client) error {
	return client.Receive(ctx, client.B().Subscribe().Channel("news").Build(), func(m rueidis.PubSubMessage) {
		if _, err := c.db.ExecContext(ctx, "INSERT INTO messages VALUES (?)", m.Message); err != nil {
			log.Print(err)
		}
	})
}
