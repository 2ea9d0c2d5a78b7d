package selectloop

// offloaded does the same, but a goroutine of its own talks to the bank, and tells
// the loop when an order is paid for.
type offloaded struct {
	inbox
	pending chan string // has room for all orders that the shop takes
	paid    chan error
}

func (o *offloaded) run() {
	go o.charge()
	sold := 0
	for {
		select {
		case order := <-o.orders:
			select {
			case o.pending <- order:
			default:
				o.fail(errFull)
			}
		case err := <-o.paid:
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

func (o *offloaded) charge() {
	for {
		select {
		case order := <-o.pending:
			err := o.bank.charge(order)
			select {
			case o.paid <- err:
			case <-o.closing:
				return
			}
		case <-o.closing:
			return
		}
	}
}
