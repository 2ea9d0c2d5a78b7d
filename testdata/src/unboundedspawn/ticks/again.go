package ticks

import (
	"log"
	"math/rand"
	"sync"
	"time"
)

type poller struct {
	url   string
	timer *time.Timer
	busy  bool
	seen  bool
	mu    sync.Mutex
}

func (p *poller) schedule() {
	go ping(p.url) // want `\(\*poller\).schedule starts a goroutine and has a timer call it again \(5s\), whether or not the last one is done: they pile up when http.Get takes longer`
	p.timer = time.AfterFunc(5*time.Second, p.schedule)
}

func (p *poller) scheduleEach(d time.Duration) {
	go ping(p.url) // want `\(\*poller\).scheduleEach starts a goroutine and has a timer call it again, whether or not`
	p.timer = time.AfterFunc(d, func() { p.scheduleEach(d) })
}

func (p *poller) first() {
	time.AfterFunc(time.Second, p.first) // want `\(\*poller\).first has a timer call it again \(1s\) before its own work is done: calls pile up when ping → http.Get takes longer`
	ping(p.url)
}

func (p *poller) locked() {
	go p.locks() // want `\(\*poller\).locked starts a goroutine and has a timer call it again`
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
	}
	p.timer = time.AfterFunc(time.Second, func() { p.locked() })
}

func (p *poller) locks() {
	ping(p.url)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = true
}

// Load that comes as it does in life: at random, and whether or not there is room.
func (p *poller) poisson(perSecond float64) {
	go ping(p.url)
	time.AfterFunc(time.Duration(rand.ExpFloat64()/perSecond*float64(time.Second)), func() { p.poisson(perSecond) })
}

// The timer begins when the work is done.
func (p *poller) last() {
	ping(p.url)
	time.AfterFunc(time.Second, p.last)
}

func (p *poller) deferred() {
	defer time.AfterFunc(time.Second, p.deferred)
	ping(p.url)
}

func (p *poller) retry() {
	if p.url == "" {
		time.AfterFunc(time.Second, p.retry)
		return
	}
	ping(p.url)
}

func (p *poller) inTask() {
	go func() {
		ping(p.url)
		time.AfterFunc(time.Second, p.inTask)
	}()
}

func (p *poller) unlessBusy() {
	time.AfterFunc(time.Second, p.unlessBusy)
	if p.busy {
		return
	}
	p.busy = true
	ping(p.url)
	p.busy = false
}

func (p *poller) heartbeat() {
	time.AfterFunc(time.Second, p.heartbeat)
	log.Print("still there")
}

func (p *poller) once() {
	time.AfterFunc(time.Second, func() { ping(p.url) })
	ping(p.url)
}

//asynclint:bounded
func (p *poller) declared() {
	time.AfterFunc(time.Second, p.declared)
	ping(p.url)
}
