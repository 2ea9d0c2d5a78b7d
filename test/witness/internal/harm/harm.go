// Package harm runs a witness and counts what it has done to its process.
//
// A witness runs twice, since no one instrument sees everything:
//
//   - [Bubble]: under testing/synctest, where time passes only while every
//     goroutine is blocked, so that "still there an hour later" is measured in
//     milliseconds and on no other machine differently. It counts the goroutines
//     that the witness has left, whatever they do, and whether the witness ever
//     came back.
//   - [Clock]: on the real clock, with the runtime's goroutine leak profile, which
//     proves of a blocked goroutine that nothing can wake it any more. It does not
//     look into bubbles, hence the second run.
//
// What piles up behind something slow shows under a [Load]: the peaks of goroutines and
// of memory, with some events and with four times as many.
//
// Harm of other kinds (connections left open, lines lost, failures that nobody is
// told of, events that nobody serves) the witness counts itself, by [Trial.Count], in
// both. That the process dies, of a panic or because the runtime sees that all
// goroutines wait for each other, shows from outside: see [Main].
package harm

import (
	"slices"
	"sync"
	"sync/atomic"
)

// The harm that is measured on every trial.
const (
	Leaked = "leaked goroutines" // as the goroutine leak profile says
	Alive  = "live goroutines"   // left an hour after the witness's last step
	Hung   = "hung"              // 1 if the witness did not come back
	Died   = "died"              // 1 if the process died of [Bug]
)

// Bug is what a witness panics with.
const Bug = "a bug of the witness"

// Deadlock is what the runtime says when all goroutines wait. A bubble does not notice
// that those who wait for a lock wait for ever, and then the runtime does.
const Deadlock = "fatal error: all goroutines are asleep - deadlock!"

// A Witness is a program that does harm.
type Witness struct {
	// Harm is what it does: one of the constants, or the name of a counter.
	Harm string

	// Probe uses the hazardous code as its callers would. The same probe is run
	// with the hazard and with each cure. Waits in it take at most [Tick].
	Probe func(*Trial)

	// Unbubbled says why the witness runs on the real clock alone, if it does.
	Unbubbled string
}

// A Trial is one run of a witness.
type Trial struct {
	mu       sync.Mutex
	counters []counter
	cleanups []func()
	numbers  []string
	signs    atomic.Int64 // of life: a trial that gives some is not at rest
	loads    atomic.Int64 // that are on
	returned atomic.Bool
}

type counter struct {
	name string
	read func() int
}

// Count adds a counter of harm. It is read when the witness has come to rest, be
// it that it hangs: counters are added before the code that may.
func (t *Trial) Count(name string, read func() int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counters = append(t.counters, counter{name, read})
}

// Cleanup adds a function that takes down what the probe has set up (a server,
// a database), after the counters have been read and before goroutines are
// counted.
func (t *Trial) Cleanup(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cleanups = append(t.cleanups, f)
}

// Sign gives a sign of life: for some time yet the trial is not at rest, whatever it looks
// like.
func (t *Trial) Sign() { t.signs.Add(1) }

// A Result is what a trial has measured.
type Result struct {
	Claimed string         // the witness's Harm
	Skipped string         // why there was no trial in this mode, or ""
	Counts  map[string]int // by the name of the harm
	Numbers []string       // what the witness has said of the harm
	Stacks  string         // the goroutines that count as leaked or alive
}

// start runs the witness's probe.
func (w Witness) start() *Trial {
	t := new(Trial)
	go func() {
		w.Probe(t)
		t.returned.Store(true)
	}()
	return t
}

// read reads the counters and numbers, then takes down the probe's world.
func (t *Trial) read(w Witness) Result {
	r := Result{Claimed: w.Harm, Counts: map[string]int{Hung: 0, Died: 0}}
	if !t.returned.Load() {
		r.Counts[Hung] = 1
	}
	t.mu.Lock()
	counters, cleanups := slices.Clone(t.counters), slices.Clone(t.cleanups)
	t.mu.Unlock()
	for _, c := range counters {
		r.Counts[c.name] = c.read()
	}
	for _, f := range cleanups {
		f()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	r.Numbers = slices.Clone(t.numbers)
	return r
}
