package harm

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

// What piles up under a [Load], if it is more the more events come.
const (
	Piled   = "goroutines that pile up"
	Hoarded = "bytes that pile up"

	// Unclear counts the measures that show nothing: they are neither level nor twice
	// as high under the heavier load, or nobody has taken a look.
	Unclear = "unclear measures"
)

// A Load is a number of events that come as fast as the hazardous code takes
// them, while what it works with is slow.
type Load struct {
	Events int

	trial  *Trial
	taken  int // events that were taken
	looked int
	base   stock
	mu     sync.Mutex
	peak   stock
}

// A stock is what a process has at one time.
type stock struct{ goroutines, bytes int }

// heavier is how many times as many events the second load has.
const heavier = 4

// Load has offer run under a load, and then under one of four times as many events,
// after a few events to warm up: it must return when all have been dealt with, or
// thrown away. The trial counts as harm what grows with the number of events, and
// keeps the peaks as numbers.
func (t *Trial) Load(events int, offer func(*Load)) {
	warm, light, heavy := t.load(4), t.load(events), t.load(heavier*events)
	goroutines := func() growth {
		return growth{light.peaks().goroutines, heavy.peaks().goroutines, 16, 8}
	}
	bytes := func() growth {
		return growth{light.peaks().bytes, heavy.peaks().bytes, 512 << 10, 256 << 10}
	}
	t.Count(Piled, func() int { return goroutines().harm() })
	t.Count(Hoarded, func() int { return bytes().harm() })
	t.Count(Unclear, func() int {
		if !light.seen() || !heavy.seen() {
			return 2
		}
		return goroutines().unclear() + bytes().unclear()
	})

	t.loads.Add(1)
	defer t.loads.Add(-1)
	warm.begin()
	offer(warm) // what is made once is made now
	for _, l := range []*Load{light, heavy} {
		l.begin()
		offer(l)
		peak := l.peaks()
		t.Number("with %d events: %d goroutines, %d KiB at the peak", l.Events, peak.goroutines, peak.bytes>>10)
	}
}

func (t *Trial) load(events int) *Load { return &Load{Events: events, trial: t} }

// A growth is the peaks under a load and under a heavier one. To have grown they
// must be above a floor, and twice as high; to be level, the second may be higher by a
// quarter, or by what is noise.
type growth struct{ light, heavy, floor, noise int }

func (g growth) harm() int {
	if g.heavy >= g.floor && g.heavy >= 2*g.light {
		return g.heavy
	}
	return 0
}

func (g growth) level() bool { return g.heavy-g.light <= max(g.noise, g.light/4) }

func (g growth) unclear() int {
	if g.harm() == 0 && !g.level() {
		return 1
	}
	return 0
}

// begin waits until what the load before has started is gone, as far as it goes
// away.
func (l *Load) begin() {
	last := runtime.NumGoroutine()
	for still := 0; still < 5; still++ {
		time.Sleep(Tick / 5)
		l.trial.Sign()
		if n := runtime.NumGoroutine(); n != last {
			last, still = n, 0
		}
	}
	l.base = stock{last, live()}
}

// Each calls event for each of the events, with its number.
func (l *Load) Each(event func(i int)) {
	for i := range l.Events {
		event(i)
		l.mu.Lock()
		l.taken++
		l.mu.Unlock()
		l.trial.Sign()
	}
}

// Send sends the events of l to a channel, and closes it. It is not up to the probe to
// do so: asynclint sees of a probe's loop that it ends.
func Send[T any](l *Load, to chan<- T, event func(i int) T) {
	l.Each(func(i int) { to <- event(i) })
	close(to)
}

// Slow is what the hazardous code works with. It takes its time, and all the more
// as long as events are taken.
func (l *Load) Slow() {
	for taken := -1; ; {
		time.Sleep(Tick / 2)
		l.mu.Lock()
		now := l.taken
		l.mu.Unlock()
		if now == taken {
			break
		}
		taken = now
	}
	l.Look()
}

// Look takes a look at the process, whose peak is what was seen at most. Slow does.
func (l *Load) Look() {
	l.trial.Sign()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.peak.goroutines = max(l.peak.goroutines, runtime.NumGoroutine()-l.base.goroutines)
	if l.looked%max(1, l.Events/16) == 0 { // it takes a garbage collection
		l.peak.bytes = max(l.peak.bytes, live()-l.base.bytes)
	}
	l.looked++
}

func (l *Load) seen() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.looked > 0
}

func (l *Load) peaks() stock {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.peak
}

// Footprint is the counter of the bytes that a program takes before the first
// event, if they are many.
const Footprint = "bytes before the first event"

// Footprint has start run and counts what it takes, as [Footprint]. What it
// returns is stopped then.
func (t *Trial) Footprint(start func() (stop func())) {
	t.loads.Add(1)
	defer t.loads.Add(-1)
	var taken int
	t.Count(Footprint, func() int {
		if taken < 1<<20 {
			return 0
		}
		return taken
	})
	before := live()
	stop := start()
	taken = max(0, live()-before)
	t.Number("before the first event: %d KiB", taken>>10)
	stop()
}

// live returns how many bytes the process needs, stacks included.
func live() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc + m.StackInuse)
}

// Number keeps a number that says more about harm than a counter does.
func (t *Trial) Number(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.numbers = append(t.numbers, fmt.Sprintf(format, args...))
}
