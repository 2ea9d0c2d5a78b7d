package example

type account struct {
	ops     chan func()
	deposit chan int
	balance int
}

func newAccount() *account {
	a := &account{ops: make(chan func(), 8), deposit: make(chan int)}
	go a.run()
	return a
}

func (a *account) run() {
	for {
		select {
		case op := <-a.ops:
			op()
		case n := <-a.deposit:
			if a.Balance()+n > 0 { // want `the loop of run \(line 16\) calls a.Balance, which hands the loop a request through a.ops and waits for the answer from reply, which only the loop gives: it waits for itself for ever`
				a.balance += n
			}
		}
	}
}

func (a *account) Balance() int {
	reply := make(chan int, 1)
	a.ops <- func() { reply <- a.balance }
	return <-reply
}
