package acceptloop

import (
	"net"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// broken serves a client before it accepts the next.
type broken struct {
	clerk
	ledger *store.Ledger
}

func (b *broken) run(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		b.serve(conn, b.ledger) // want `loopblock/serial-accept: `
	}
}
