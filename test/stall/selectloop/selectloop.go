// Package selectloop is a loop around a select statement that a program writes for
// itself.
package selectloop

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"time"

	"github.com/asynclint/asynclint/test/stall/internal/load"
	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// A bank is on the network, and takes its time.
type bank struct{ url string }

func (b bank) charge(order string) error {
	resp, err := http.Get(b.url + "/charge?for=" + order)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the bank says %s", resp.Status)
	}
	return nil
}

var errFull = errors.New("the shop takes no more orders")

// inbox is what both loops are made of.
type inbox struct {
	bank    bank
	orders  chan string
	queries chan query
	closing chan struct{}
	failed  atomic.Pointer[error]
}

// A query asks how much has been sold.
type query struct {
	reply chan<- int // has room for the answer
}

func (i *inbox) open() {
	i.orders = make(chan string, load.Burst)
	i.queries = make(chan query)
	i.closing = make(chan struct{})
}

func (i *inbox) fail(err error) { i.failed.Store(&err) }

func (i *inbox) failure() error {
	if err := i.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// Broken and Offloaded start loops that take orders, and are asked how many.
func Broken(served func(id int)) (*load.System, error) {
	b := new(broken)
	b.open()
	return start(&b.inbox, b.run, served), nil
}

func Offloaded(served func(id int)) (*load.System, error) {
	o := &offloaded{pending: make(chan string, 2*load.Burst), paid: make(chan error)}
	o.open()
	return start(&o.inbox, o.run, served), nil
}

func start(i *inbox, run func(), served func(id int)) *load.System {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(store.Delay) }))
	i.bank = bank{server.URL}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run()
	}()
	return &load.System{
		Slow: func() error {
			i.orders <- "tea"
			return i.failure()
		},
		Other: func(id int) error {
			go func() {
				reply := make(chan int, 1)
				select {
				case i.queries <- query{reply}:
				case <-i.closing:
					return
				}
				select {
				case <-reply:
					served(id)
				case <-i.closing:
				}
			}()
			return i.failure()
		},
		Stop: func() {
			close(i.closing)
			<-ended
			server.Close()
		},
	}
}
