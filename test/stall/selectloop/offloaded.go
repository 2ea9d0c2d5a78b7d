package selectloop

import "github.com/asynclint/asynclint/test/stall/internal/store"

// offloaded does the same, but the ledger has a goroutine of its own, which tells
// the loop when an order is in.
type offloaded struct {
	inbox
	ledger  *store.Ledger
	pending chan string // has room for all orders that the shop takes
	entered chan error
}

func (o *offloaded) run() {
	go o.enter()
	sold := 0
	for {
		select {
		case order := <-o.orders:
			select {
			case o.pending <- order:
			default:
				o.fail(errFull)
			}
		case err := <-o.entered:
			if err != nil {
				o.fail(err)
				continue
			}
			sold++
		case q := <-o.queries:
			q.reply <- sold
		case <-o.closing:
			return
		}
	}
}

func (o *offloaded) enter() {
	for {
		select {
		case order := <-o.pending:
			err := o.ledger.Add(order)
			select {
			case o.entered <- err:
			case <-o.closing:
				return
			}
		case <-o.closing:
			return
		}
	}
}
