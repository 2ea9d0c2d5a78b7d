// Package handlers holds tasks that are started by what others call: handlers of
// messages and requests, and functions that loops call.
package handlers

import (
	"net"
	"net/http"
	"sync"

	"github.com/nats-io/nats.go"
)

func work(...any) {}

func literal(nc *nats.Conn) {
	nc.Subscribe("a", func(m *nats.Msg) {
		go work(m) // want `callback: none$`
	})
}

func handleMsg(m *nats.Msg) {
	go work(m) // want `callback: none$`
}

func named(nc *nats.Conn) {
	nc.QueueSubscribe("a", "q", handleMsg)
}

// The handler's loop is over what one message holds.
func each(nc *nats.Conn) {
	nc.Subscribe("a", func(m *nats.Msg) {
		for _, b := range m.Data {
			go work(b) // want `callback: none$`
		}
	})
}

func joins(nc *nats.Conn) {
	nc.Subscribe("a", func(m *nats.Msg) {
		var wg sync.WaitGroup
		defer wg.Wait()
		for _, b := range m.Data {
			wg.Add(1)
			go func() { // want `callback: joined$`
				defer wg.Done()
				work(b)
			}()
		}
	})
}

func slots(nc *nats.Conn) {
	sem := make(chan struct{}, 4)
	nc.Subscribe("a", func(m *nats.Msg) {
		sem <- struct{}{}
		go func() { // want `callback: semaphore$`
			defer func() { <-sem }()
			work(m)
		}()
	})
}

func slotsInside(nc *nats.Conn) {
	sem := make(chan struct{}, 4)
	nc.Subscribe("a", func(m *nats.Msg) {
		go func() { // want `callback: semaphore inside$`
			sem <- struct{}{}
			defer func() { <-sem }()
			work(m)
		}()
	})
}

type server struct {
	busy, max int
	sem       chan struct{}
	kinds     map[string]int
}

func newServer() *server { return &server{sem: make(chan struct{}, 4)} }

func (s *server) subscribe(nc *nats.Conn) {
	nc.Subscribe("a", s.counted)
	nc.Subscribe("b", s.byKind)
	nc.Subscribe("c", s.viaMethod)
	nc.Subscribe("d", s.viaSlots)
	nc.Subscribe("e", s.viaCounter)
}

func (s *server) counted(m *nats.Msg) {
	if s.busy >= s.max {
		return
	}
	s.busy++
	go work(m) // want `callback: counter$`
}

// What the condition asks is the message.
func (s *server) byKind(m *nats.Msg) {
	if m.Subject != "a" && len(m.Data) > 10 {
		go work(m) // want `callback: none$`
	}
}

func (s *server) viaMethod(m *nats.Msg) { s.process(m) }

func (s *server) process(m *nats.Msg) {
	go work(m) // want `callback: none$`
}

func (s *server) viaSlots(m *nats.Msg) {
	s.sem <- struct{}{}
	s.processSlot(m)
}

func (s *server) processSlot(m *nats.Msg) {
	go func() { // want `callback: semaphore$`
		defer func() { <-s.sem }()
		work(m)
	}()
}

func (s *server) viaCounter(m *nats.Msg) {
	if s.busy >= s.max {
		return
	}
	s.busy++
	s.processCounted(m)
}

func (s *server) processCounted(m *nats.Msg) {
	go work(m) // want `callback: counter$`
}

// Called for other reasons than messages.
func errors() nats.Option {
	return nats.ErrorHandler(func(nc *nats.Conn, sub *nats.Subscription, err error) {
		go work(err)
	})
}

func requests(mux *http.ServeMux) {
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		go work(r) // want `request: none$`
	})
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.log(r)
	for k := range s.kinds {
		go work(k) // want `items: none$`
	}
}

func (s *server) log(r *http.Request) {
	go work(r) // want `request: none$`
}

func loop(pc net.PacketConn) {
	for {
		buf := make([]byte, 1500)
		n, addr, err := pc.ReadFrom(buf)
		if err != nil {
			return
		}
		packet(addr, buf[:n])
	}
}

func packet(addr net.Addr, b []byte) {
	go work(addr, b) // want `read: none$`
}

func loopWithSlots(in chan int) {
	sem := make(chan struct{}, 4)
	for v := range in {
		sem <- struct{}{}
		withSlot(sem, v)
	}
}

func withSlot(sem chan struct{}, v int) {
	go func() { // want `channel: (semaphore|unknown)$`
		defer func() { <-sem }()
		work(v)
	}()
}

func loopWithBatches(in chan []int) {
	for batch := range in {
		runBatch(batch)
	}
}

func runBatch(batch []int) {
	var wg sync.WaitGroup
	for _, v := range batch {
		wg.Go(func() { work(v) }) // want `channel: joined$`
	}
	wg.Wait()
}

//asynclint:bounded
func declaredLoop(in chan int) {
	for v := range in {
		started(v)
	}
}

func started(v int) {
	go work(v) // want `channel: declared$`
}

// The call comes after the loop, in its head, or on a goroutine of its own.
func outside(in chan []int) {
	for range in {
	}
	afterLoop()
}

func afterLoop() { go work() }

func inHead(in chan int) {
	for range list() {
		<-in
	}
}

func list() []int {
	go work()
	return nil
}

func elsewhere(in chan int) {
	for range in {
		go ownTask() // want `channel: none$`
	}
}

func ownTask() { go work() }

// Functions that call each other.
func evenLoop(in chan int) {
	for v := range in {
		even(v, v)
	}
}

func even(v, depth int) {
	if depth > 0 {
		odd(v, depth-1)
	}
	go work(v) // want `channel: none$`
}

func odd(v, depth int) {
	if depth > v {
		even(v, depth-1)
	}
}

func ping(in chan int, depth int) {
	for range in {
		pong(in, depth-1)
	}
	if depth > len(in) {
		go work(depth)
	}
}

func pong(in chan int, depth int) {
	if depth > 0 {
		ping(in, depth-1)
	}
}
