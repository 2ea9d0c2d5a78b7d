package selectloop

// broken tells the bank of orders, on its loop.
type broken struct{ inbox }

func (b *broken) run() {
	sold := 0
	for {
		select {
		case order := <-b.orders:
			if err := b.bank.charge(order); err != nil { // want `loopblock/select-blocks: .*charge → http.Get`
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
