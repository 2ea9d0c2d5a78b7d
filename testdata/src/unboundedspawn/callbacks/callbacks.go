// Package callbacks holds handlers of messages that start tasks.
package callbacks

import (
	"net"
	"net/http"
	"sync"
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/nats-io/nats.go"
)

func fetch(url string) {
	resp, err := http.Get(url)
	if err == nil {
		resp.Body.Close()
	}
}

func literal(nc *nats.Conn) {
	nc.Subscribe("urls", func(m *nats.Msg) {
		go fetch(string(m.Data)) // want `each message for the handler of nats.Conn.Subscribe starts a goroutine, and nothing limits how many run: they pile up when http.Get is slow`
	})
}

type worker struct {
	sem     chan struct{}
	running int
	mu      sync.Mutex
}

func newWorker() *worker { return &worker{sem: make(chan struct{}, 8)} }

func (w *worker) start(nc *nats.Conn, c mqtt.Client) {
	nc.QueueSubscribe("a", "workers", w.direct)
	nc.QueueSubscribe("b", "workers", w.through)
	nc.QueueSubscribe("c", "workers", w.slots)
	nc.QueueSubscribe("d", "workers", w.counted)
	nc.QueueSubscribe("e", "workers", w.inside)
	nc.QueueSubscribe("f", "workers", w.waits)
	nc.QueueSubscribe("g", "workers", w.short)
	c.Subscribe("topic", 1, func(c mqtt.Client, m mqtt.Message) {
		go fetch(m.Topic()) // want `each message for the handler of mqtt.Client.Subscribe starts a goroutine`
	})
}

func (w *worker) direct(m *nats.Msg) {
	go func() { // want `each message for the handler of nats.Conn.QueueSubscribe starts a goroutine`
		fetch(string(m.Data))
	}()
}

func (w *worker) through(m *nats.Msg) {
	if len(m.Data) > 0 {
		w.process(m)
	}
}

func (w *worker) process(m *nats.Msg) {
	go fetch(string(m.Data)) // want `each message for the handler of nats.Conn.QueueSubscribe starts a goroutine`
}

func (w *worker) inside(m *nats.Msg) {
	go func() {
		w.sem <- struct{}{} // want `the task takes w.sem after it was started: work is limited, but each message for the handler of nats.Conn.QueueSubscribe starts a goroutine that waits here`
		defer func() { <-w.sem }()
		fetch(string(m.Data))
	}()
}

// A loop that calls what starts the task.
func loop(events <-chan string) {
	for e := range events {
		start(e)
	}
}

func start(e string) {
	go fetch(e) // want `each value of events starts a goroutine`
}

// Near-misses.

func (w *worker) slots(m *nats.Msg) {
	w.sem <- struct{}{}
	go func() {
		defer func() { <-w.sem }()
		fetch(string(m.Data))
	}()
}

func (w *worker) counted(m *nats.Msg) {
	w.mu.Lock()
	if w.running > 10 {
		w.mu.Unlock()
		return
	}
	w.running++
	w.mu.Unlock()
	go func() {
		fetch(string(m.Data))
		w.mu.Lock()
		w.running--
		w.mu.Unlock()
	}()
}

func (w *worker) waits(m *nats.Msg) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { fetch(string(m.Data)) })
	}
	wg.Wait()
}

func (w *worker) short(m *nats.Msg) {
	go func() {
		w.mu.Lock()
		w.running = len(m.Data)
		w.mu.Unlock()
	}()
}

// Not for each message.
func errors() nats.Option {
	return nats.ErrorHandler(func(nc *nats.Conn, sub *nats.Subscription, err error) {
		go fetch("report")
	})
}

// Once, and not for each message.
func subscribe(nc *nats.Conn) {
	go fetch("hello")
	nc.Subscribe("a", func(m *nats.Msg) { fetch(string(m.Data)) })
}

func slotsAround(events <-chan string) {
	sem := make(chan struct{}, 8)
	for e := range events {
		sem <- struct{}{}
		startSlot(e, sem)
	}
}

func startSlot(e string, sem chan struct{}) {
	go func() {
		defer func() { <-sem }()
		fetch(e)
	}()
}

//asynclint:bounded
func declared(events <-chan string) {
	for e := range events {
		startDeclared(e)
	}
}

func startDeclared(e string) { go fetch(e) }

// Called by many: a helper that knows nothing of events.
func helper(e string) { go fetch(e) }

func one()   { helper("a") }
func two()   { helper("a") }
func three() { helper("a") }
func four()  { helper("a") }
func five(events <-chan string) {
	for e := range events {
		helper(e)
	}
}

// The task is not about the event.
func refreshes(events <-chan string, all []string) {
	for range events {
		go fetch("all")
	}
}

func refreshesThrough(events <-chan string, all []string) {
	for e := range events {
		if e != "" {
			refresh(all)
		}
	}
}

func refresh(all []string) {
	for _, u := range all {
		go fetch(u)
	}
}

// The object that the helper makes has a task of its own, which is there for as
// long as it lasts.
type peer struct {
	mu   sync.Mutex
	last time.Time
}

func peers(pc net.PacketConn) {
	known := make(map[string]*peer)
	for {
		buf := make([]byte, 1500)
		_, addr, err := pc.ReadFrom(buf)
		if err != nil {
			return
		}
		p := newPeer(addr.String())
		known[addr.String()] = p
	}
}

func newPeer(name string) *peer {
	p := new(peer)
	go func() {
		for {
			time.Sleep(time.Second)
			p.mu.Lock()
			if time.Since(p.last) > time.Minute {
				p.mu.Unlock()
				fetch(name)
				break
			}
			p.mu.Unlock()
		}
	}()
	return p
}

func streams(pc net.PacketConn) {
	for {
		buf := make([]byte, 1500)
		_, addr, err := pc.ReadFrom(buf)
		if err != nil {
			return
		}
		go stream(addr.String())
	}
}

func stream(name string) {
	fetch(name)
	poll(name)
}

func poll(name string) {
	for {
		fetch(name)
		if name == "" {
			return
		}
	}
}
