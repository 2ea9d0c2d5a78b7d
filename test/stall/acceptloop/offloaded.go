package acceptloop

import (
	"net"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// offloaded serves each client in a goroutine.
type offloaded struct {
	clerk
	ledger *store.Ledger
}

func (o *offloaded) run(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go o.serve(conn, o.ledger)
	}
}
