// Package load measures how long the events of a system wait while other events
// take long to handle.
//
// Load comes in rounds. A round causes a burst of slow events and then, at
// a steady rate, others that have nothing to do with them. The rate does not
// wait for answers: an event that the system does not take counts from when it
// came, not from when the system was ready for it.
package load

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// What a system is put under.
const (
	Rounds   = 3
	Burst    = 3  // slow events in a round
	Others   = 80 // in a round
	Interval = 5 * time.Millisecond
)

// patience is how long the last event of a round may take.
const patience = 30 * time.Second

// A System serves events. Neither Slow nor Other waits for that.
type System struct {
	Slow  func() error       // causes an event that takes store.Delay to handle
	Other func(id int) error // causes an event that is handled in no time
	Stop  func()
}

// A Start starts a system which calls served when it has handled the event of
// Other(id). More than one call for an id counts as one.
type Start func(served func(id int)) (*System, error)

// Latencies are the times from an event to its end.
type Latencies []time.Duration

// Max returns the longest.
func (l Latencies) Max() time.Duration { return slices.Max(l) }

// Percentile returns the time that p per cent of l don't exceed.
func (l Latencies) Percentile(p int) time.Duration {
	sorted := slices.Sorted(slices.Values(l))
	return sorted[max(0, (len(sorted)*p+99)/100-1)]
}

// Measure starts a system and returns the latencies of the events that are not
// slow, round by round.
func Measure(start Start) ([]Latencies, error) {
	r := &recorder{begun: make(map[int]time.Time), took: make(map[int]time.Duration)}
	r.changed.L = &r.mu
	s, err := start(r.served)
	if err != nil {
		return nil, err
	}
	defer s.Stop()
	var rounds []Latencies
	for n := range Rounds {
		latencies, err := r.round(s, n*Others)
		if err != nil {
			return nil, fmt.Errorf("round %d: %w", n+1, err)
		}
		rounds = append(rounds, latencies)
		time.Sleep(store.Delay * 3 / 2) // what is offloaded may still be going on
	}
	return rounds, nil
}

type recorder struct {
	mu      sync.Mutex
	changed sync.Cond
	begun   map[int]time.Time
	took    map[int]time.Duration
}

func (r *recorder) served(id int) {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	begun, ok := r.begun[id]
	if _, before := r.took[id]; ok && !before {
		r.took[id] = now.Sub(begun)
		r.changed.Broadcast()
	}
}

func (r *recorder) begin(id int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.begun[id] = time.Now()
}

// round runs a round whose ids begin with first.
func (r *recorder) round(s *System, first int) (Latencies, error) {
	for range Burst {
		if err := s.Slow(); err != nil {
			return nil, err
		}
	}
	ticks := time.NewTicker(Interval)
	defer ticks.Stop()
	for i := range Others {
		<-ticks.C
		r.begin(first + i)
		if err := s.Other(first + i); err != nil {
			return nil, err
		}
	}
	return r.wait(first)
}

// wait waits for the end of all events of the round.
func (r *recorder) wait(first int) (Latencies, error) {
	late := false
	timer := time.AfterFunc(patience, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		late = true
		r.changed.Broadcast()
	})
	defer timer.Stop()
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.took) < first+Others {
		if late {
			return nil, fmt.Errorf("%d of %d events are not served", first+Others-len(r.took), Others)
		}
		r.changed.Wait()
	}
	var l Latencies
	for i := range Others {
		l = append(l, r.took[first+i])
	}
	return l, nil
}

// Worst returns the longest latency of each round, in ascending order.
func Worst(rounds []Latencies) []time.Duration {
	var worst []time.Duration
	for _, l := range rounds {
		worst = append(worst, l.Max())
	}
	slices.Sort(worst)
	return worst
}
