// Package crosspkg calls into other packages from its callbacks.
package crosspkg

import (
	"context"

	"loopblock/crosspkg/bus"
	"loopblock/crosspkg/store"
)

func run(b *bus.Bus, db *store.DB) {
	b.Subscribe("a", func(p []byte) {
		_ = db.Save(p) // want `the callback passed to bus.Bus.Subscribe blocks the paho inbound message router goroutine \(acks, pings and every later message\): calls \(\*store.DB\).Save → \(\*store.DB\).insert → store.exec → \(\*sql.DB\).Exec`
	})
	b.Subscribe("a", func(p []byte) {
		b.Each(func(p []byte) {
			_ = db.Save(p) // want `the callback passed to bus.Bus.Subscribe blocks`
		})
	})
	b.Subscribe("a", func(p []byte) {
		b.Later(func(p []byte) { _ = db.Save(p) })
		db.Async(p)
		db.Encode(p)
		db.Wait(nil)
	})
	b.Each(func(p []byte) { _ = db.Save(p) })
	b.Later(func(p []byte) { _ = db.Save(p) })

	bus.Add(func() {
		_ = store.New().Flush() // want `the callback passed to bus.Add blocks its event loop: calls \(\*store.conn\).Flush → store.exec → \(\*sql.DB\).Exec`
		_ = store.New().Deep()
	})
	_ = bus.Config{
		OnDrop: func() {
			_ = db.Save(nil) // want `the callback bus.OnDrop blocks its event loop: calls \(\*store.DB\).Save`
		},
		OnStop: func() { _ = db.Save(nil) },
	}
}

type hooks struct{ db *store.DB }

func (h hooks) OnEvent() {
	_ = h.db.Save(nil) // want `OnEvent blocks its event loop: calls \(\*store.DB\).Save`
}

// tick is called by the loop of another package.
//
//asynclint:eventloop
func tick(db *store.DB) {
	_ = db.Save(nil) // want `tick blocks its event loop: calls \(\*store.DB\).Save`
}

func params(b *bus.Bus, r bus.Router, db *store.DB) {
	b.Handle("a", func() {
		_ = db.Save(nil) // want `the callback passed to bus.Bus.Handle blocks its event loop: calls \(\*store.DB\).Save`
	}, func() {
		_ = db.Save(nil)
	})
	b.Handle("b", func() { go db.Save(nil) }, nil)
	r.Route(func() {
		_ = db.Save(nil) // want `the callback passed to bus.Router.Route blocks its event loop: calls \(\*store.DB\).Save`
	}, func() {
		_ = db.Save(nil)
	})
	r.RouteAll(nil, nil, func() {
		_ = db.Save(nil) // want `the callback passed to bus.Router.RouteAll blocks its event loop: calls \(\*store.DB\).Save`
	})
	register(b, func() {
		_ = db.Save(nil) // want `the callback passed to register blocks its event loop: calls \(\*store.DB\).Save`
	})
}

// register passes on what it is given.
func register(b *bus.Bus, f func()) { b.Handle("c", f, nil) }

// actor's cases wait in another package.
func actor(ctx context.Context, db *store.DB, jobs, reload chan string) {
	for {
		select {
		case url := <-jobs:
			store.Fetch(url) // want `store.Fetch → http.Get in the case of jobs stalls the loop of actor: ctx.Done\(\) and reload wait for it`
			store.Pause()
			db.Lock()
			go db.Drain()
		case url := <-reload:
			db.Drain() // want `\(\*store.DB\).Drain → \(\*sync.WaitGroup\).Wait in the case of reload stalls the loop of actor`
			_ = store.FetchContext(ctx, url)
		case <-ctx.Done():
			db.Drain()
			return
		}
	}
}
