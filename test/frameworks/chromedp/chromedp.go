// Package chromedp watches a browser with github.com/chromedp/chromedp.
package chromedp

import (
	"context"
	"database/sql"
	"log"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// blocking delays every command and event of the tab.
func blocking(ctx context.Context, db *sql.DB) error {
	return chromedp.Listen(ctx, func(ev any) {
		if _, ok := ev.(*page.EventLoadEventFired); ok {
			if _, err := db.ExecContext(ctx, "INSERT INTO loads DEFAULT VALUES"); err != nil { // want `callback-blocks: the callback passed to chromedp.Listen blocks the goroutine reading browser messages of the target.*: calls \(\*sql.DB\).ExecContext; instead: go func`
				log.Print(err)
			}
		}
	})
}

// deadlocked waits for a reply that nobody else reads.
func deadlocked(ctx context.Context) error {
	return chromedp.Listen(ctx, func(ev any) {
		if _, ok := ev.(*page.EventLoadEventFired); ok {
			title, err := chromedp.Run(ctx, chromedp.Title()) // want `forbidden-call: .*Run`
			if err == nil {
				log.Print(title)
			}
		}
	})
}

// offloaded sends on a channel that has room.
func offloaded(ctx context.Context) (<-chan struct{}, error) {
	loads := make(chan struct{}, 100)
	return loads, chromedp.Listen(ctx, func(ev any) {
		if _, ok := ev.(*page.EventLoadEventFired); ok {
			select {
			case loads <- struct{}{}:
			default:
			}
		}
	})
}

func titles(ctx context.Context, loads <-chan struct{}) {
	for range loads {
		title, err := chromedp.Run(ctx, chromedp.Title())
		if err == nil {
			log.Print(title)
		}
	}
}

// aside asks on another goroutine.
func aside() (context.Context, context.CancelFunc) {
	var ctx context.Context
	ctx, cancel := chromedp.NewContext(context.Background(), chromedp.WithListener(func(ev any) {
		if _, ok := ev.(*page.EventLoadEventFired); ok {
			go func() {
				title, err := chromedp.Run(ctx, chromedp.Title())
				if err == nil {
					log.Print(title)
				}
			}()
		}
	}))
	return ctx, cancel
}
