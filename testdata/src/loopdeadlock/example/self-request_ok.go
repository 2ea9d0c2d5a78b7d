package example

type carefulAccount struct {
	ops     chan func()
	deposit chan int
	balance int
}

func newCarefulAccount() *carefulAccount {
	a := &carefulAccount{ops: make(chan func(), 8), deposit: make(chan int)}
	go a.run()
	return a
}

func (a *carefulAccount) run() {
	for {
		select {
		case op := <-a.ops:
			op()
		case n := <-a.deposit:
			if a.balance+n > 0 { // the loop need not ask
				a.balance += n
			}
		}
	}
}

func (a *carefulAccount) Balance() int {
	reply := make(chan int, 1)
	a.ops <- func() { reply <- a.balance }
	return <-reply
}
