// Package geth hears of blocks from the feeds of github.com/ethereum/go-ethereum.
package geth

import (
	"context"
	"database/sql"
	"log"

	"github.com/ethereum/go-ethereum/event"
)

// follow works through a buffer, so that those who send to the feed rarely wait.
func follow(ctx context.Context, feed *event.Feed, db *sql.DB) error {
	blocks := make(chan uint64, 1000)
	sub := feed.Subscribe(blocks)
	defer sub.Unsubscribe()
	work := make(chan uint64, 1000)
	defer close(work)
	go save(db, work)
	for {
		select {
		case n := <-blocks:
			work <- n
		case err := <-sub.Err():
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func save(db *sql.DB, work <-chan uint64) {
	for n := range work {
		if _, err := db.Exec("INSERT INTO blocks VALUES (?)", n); err != nil {
			log.Print(err)
		}
	}
}

// followSlowly saves each block before it looks at the next, and at whether the
// subscription is over.
func followSlowly(ctx context.Context, feed *event.Feed, db *sql.DB) error {
	blocks := make(chan uint64)
	sub := feed.Subscribe(blocks)
	defer sub.Unsubscribe()
	for {
		select {
		case n := <-blocks:
			if _, err := db.Exec("INSERT INTO blocks VALUES (?)", n); err != nil {
				return err
			}
		case err := <-sub.Err():
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
