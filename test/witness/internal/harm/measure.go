package harm

import (
	"bytes"
	"fmt"
	"runtime/pprof"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Tick is the longest that a probe, or what it hands to the hazardous code,
// waits for anything that will come.
const Tick = 10 * time.Millisecond

// rest is for how long, at least, nothing may have changed on the real clock before
// the trial counts as over.
const rest = 15 * Tick

// patience is how long a trial on the real clock is given to come to rest.
const patience = 20 * time.Second

// Bubble runs w in a bubble, and hands what it has measured to report, which
// must not return: a bubble that is left by its main goroutine alone panics.
func (w Witness) Bubble(t *testing.T, report func(Result)) {
	synctest.Test(t, func(t *testing.T) {
		before := goroutines()
		trial := w.start()
		synctest.Wait()
		time.Sleep(time.Hour)
		synctest.Wait()
		r := trial.read(w)
		time.Sleep(time.Hour)
		synctest.Wait()
		var stacks []string
		for _, g := range since(before, goroutines()) {
			if g.bubble {
				stacks = append(stacks, g.stack)
			}
		}
		r.Counts[Alive] = len(stacks)
		r.Stacks = strings.Join(stacks, "\n\n")
		report(r)
	})
}

// Clock runs w on the real clock. It needs a runtime with the goroutine leak
// profile.
func (w Witness) Clock() (Result, error) {
	profile := pprof.Lookup("goroutineleak")
	if profile == nil {
		return Result{}, fmt.Errorf("no goroutine leak profile: build with GOEXPERIMENT=goroutineleakprofile")
	}
	before := goroutines()
	trial := w.start()
	if err := settle(trial, before); err != nil {
		return Result{}, err
	}
	r := trial.read(w)
	if err := settle(trial, before); err != nil {
		return Result{}, err
	}
	var text bytes.Buffer
	if err := profile.WriteTo(&text, 1); err != nil {
		return Result{}, err
	}
	r.Stacks = text.String()
	leaked := 0
	if _, err := fmt.Sscanf(r.Stacks, "goroutineleak profile: total %d", &leaked); err != nil {
		return Result{}, fmt.Errorf("%w in %q", err, r.Stacks)
	}
	r.Counts[Leaked] = leaked
	return r, nil
}

// settle waits until the goroutines that are not in before have all been waiting
// for the same for some time, and t has given no sign of life. Time is told by looks: where the
// machine has other things to do, all of the process stands still for longer.
func settle(t *Trial, before []goroutine) error {
	const looks = 30 // in a row
	var last []string
	var signs int64
	begun := time.Now()
	for quiet, enough := 0, looks; quiet < enough; time.Sleep(rest / looks) {
		if time.Since(begun) > patience {
			return fmt.Errorf("the witness does not come to rest: %q", last)
		}
		quiet++
		if n := t.signs.Load(); n != signs {
			signs, quiet = n, 0
		}
		if enough = looks; t.loads.Load() > 0 {
			// A look at all goroutines would weigh more than what is measured.
			enough = 20 * looks
			continue
		}
		var now []string
		busy := false
		for _, g := range since(before, goroutines()) {
			now = append(now, g.id+" "+g.state)
			busy = busy || g.busy()
		}
		if busy || !slices.Equal(now, last) {
			last, quiet = now, 0
		}
	}
	return nil
}
