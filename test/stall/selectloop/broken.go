package selectloop

import "github.com/asynclint/asynclint/test/stall/internal/store"

// broken enters orders in the ledger, on its loop.
type broken struct {
	inbox
	ledger *store.Ledger
}

func (b *broken) run() {
	sold := 0
	for {
		select {
		case order := <-b.orders:
			if err := b.ledger.Add(order); err != nil { // want `loopblock/select-blocks: .*Exec`
				b.fail(err)
				continue
			}
			sold++
		case q := <-b.queries:
			q.reply <- sold
		case <-b.closing:
			return
		}
	}
}
