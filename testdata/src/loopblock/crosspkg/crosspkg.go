// Package crosspkg calls into other packages from its callbacks.
package crosspkg

import (
	"loopblock/crosspkg/bus"
	"loopblock/crosspkg/store"
)

func run(b *bus.Bus, db *store.DB) {
	b.Subscribe("a", func(p []byte) {
		_ = db.Save(p) // want `the callback passed to bus.Bus.Subscribe blocks the paho inbound message router goroutine: calls \(\*store.DB\).Save → \(\*store.DB\).insert → store.exec → \(\*sql.DB\).Exec`
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
