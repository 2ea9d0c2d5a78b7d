// Package forbiddenfields hands its callbacks over in fields, through functions
// of its own, and to a module that has another name today.
package forbiddenfields

import (
	"github.com/boltdb/bolt"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/rivo/tview"
)

func once(n network.Network) {
	var bundle network.NotifyBundle
	bundle.ConnectedF = func(n network.Network, c network.Conn) {
		n.StopNotify(&bundle) // want `network.Dialer.StopNotify in the callback network.NotifyBundle.ConnectedF never returns: the lock of the notifiees is held until this callback returns`
	}
	n.Notify(&bundle)
	n.Notify(&network.NotifyBundle{
		DisconnectedF: func(n network.Network, c network.Conn) {
			n.Notify(nil) // want `network.Dialer.Notify in the callback network.NotifyBundle.DisconnectedF never returns`
		},
		ConnectedF: func(_ network.Network, c network.Conn) { go n.StopNotify(&bundle) },
	})
}

// The other network of a relay.
func relay(n, other network.Network) {
	n.Notify(&network.NotifyBundle{
		ConnectedF: func(_ network.Network, c network.Conn) { other.Notify(nil) },
	})
}

type toolbar struct {
	app  *tview.Application
	undo *tview.Button
}

func (t *toolbar) bind(b *tview.Button, f func()) {
	b.SetSelectedFunc(func() {
		if f != nil {
			f()
		}
	})
}

func (t *toolbar) build() {
	t.bind(t.undo, func() {
		t.app.Draw() // want `tview.Application.Draw in the callback passed to toolbar.bind never returns`
	})
	t.bind(t.undo, func() { go t.app.Draw() })
	t.run(func() { t.app.Draw() })
}

// run has nothing to do with the loop.
func (t *toolbar) run(f func()) { f() }

func legacy(db *bolt.DB) error {
	return db.Update(func(tx *bolt.Tx) error {
		return db.Update(func(tx *bolt.Tx) error { return nil }) // want `bolt.DB.Update in the callback passed to bolt.DB.Update never returns`
	})
}
