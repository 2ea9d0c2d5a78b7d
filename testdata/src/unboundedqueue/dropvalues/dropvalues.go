// Package dropvalues has values that are dropped where a channel is full.
package dropvalues

import (
	"errors"
	"log"
	"sync/atomic"
	"time"
)

type event struct{ name string }

type hub struct {
	events  chan event
	latest  chan event
	kick    chan struct{}
	ticks   chan time.Time
	flags   chan bool
	errs    chan error
	free    chan []byte
	current chan event
	polled  chan event
	lost    atomic.Int64

	// samples are dropped when nobody reads them in time.
	samples chan event
}

func newHub(n int) *hub {
	return &hub{
		events:  make(chan event, 16),
		latest:  make(chan event, 1),
		kick:    make(chan struct{}, 4),
		ticks:   make(chan time.Time, 4),
		flags:   make(chan bool, 4),
		errs:    make(chan error, 4),
		free:    make(chan []byte, n),
		current: make(chan event, 4),
		polled:  make(chan event, n),
		samples: make(chan event, 16),
	}
}

func (h *hub) run() {
	for {
		select {
		case e := <-h.events:
			log.Print(e.name)
		case <-h.latest:
		case <-h.kick:
		case <-h.ticks:
		case <-h.flags:
		case <-h.samples:
		case err := <-h.errs:
			log.Print(err)
		case <-h.polled:
		}
	}
}

func (h *hub) publish(e event) {
	select { // want `e is dropped when h.events is full, and the default case tells nobody`
	case h.events <- e:
	default:
	}
}

func (h *hub) publishAll(names []string) {
	for _, name := range names {
		if name == "" {
			continue
		}
		select { // want `the value is dropped when h.events is full, and the default case tells nobody`
		case h.events <- event{name: name}:
		default:
			continue
		}
	}
}

func (h *hub) poll(e event) {
	select { // want `e is dropped when h.polled is full`
	case h.polled <- e:
	default:
	}
}

// An error that has a buffer of several: where does the fifth go?
func (h *hub) fail() {
	err := errors.New("no")
	select { // want `err is dropped when h.errs is full`
	case h.errs <- err:
	default:
	}
}

func (h *hub) failTold() {
	err := errors.New("no")
	select {
	case h.errs <- err:
	default:
	}
	log.Print(err)
}

// One element is the latest, or the first.
func (h *hub) set(e event) {
	select {
	case h.latest <- e:
	default:
	}
}

func (h *hub) wake() {
	select {
	case h.kick <- struct{}{}:
	default:
	}
	select {
	case h.ticks <- time.Now():
	default:
	}
	select {
	case h.flags <- h.lost.Load() > 0:
	default:
	}
	select {
	case h.events <- event{}:
	default:
	}
}

// A pool takes what it has room for.
func (h *hub) get() []byte {
	select {
	case b := <-h.free:
		return b
	default:
		return make([]byte, 512)
	}
}

func (h *hub) put(b []byte) {
	select {
	case h.free <- b:
	default:
	}
}

// What is older makes room.
func (h *hub) replace(e event) {
	select {
	case <-h.current:
	default:
	}
	select {
	case h.current <- e:
	default:
	}
}

func (h *hub) counted(e event) {
	select {
	case h.events <- e:
	default:
		h.lost.Add(1)
	}
}

func (h *hub) sampled(e event) {
	select {
	case h.samples <- e:
	default:
	}
}

// offer drops e if the hub is busy.
func (h *hub) offer(e event) {
	select {
	case h.events <- e:
	default:
	}
}

func (h *hub) meant(e event) {
	select {
	case h.events <- e:
	default: // the next event has it all
	}
}

func (h *hub) accepts(e event) bool {
	select {
	case h.events <- e:
		return true
	default:
		return false
	}
}

func (h *hub) insists(e event) {
	for {
		select {
		case h.events <- e:
		default:
			time.Sleep(time.Millisecond)
			continue
		}
		return
	}
}

// Whose channel it is decides what a full one means.
func subscribe(out chan<- event, e event) {
	select {
	case out <- e:
	default:
	}
}

// Subscribe sends to a channel of somebody else.
func Subscribe(out chan event) { subscribe(out, event{name: "hello"}) }

// One place for each answer, and one for the end.
func ask(peers []string) {
	answers := make(chan event, len(peers)+1)
	for _, p := range peers {
		go func() {
			select {
			case answers <- event{name: p}:
			default:
			}
		}()
	}
	log.Print(<-answers)
}

type conn struct{ packets chan []byte }

func newConn() *conn { return &conn{packets: make(chan []byte, 20)} }

// Packets get lost anyhow.
func (c *conn) put(b []byte) {
	select {
	case c.packets <- b:
	default:
	}
}
