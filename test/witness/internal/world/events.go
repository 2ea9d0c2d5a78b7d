package world

import (
	"runtime"
	"sync/atomic"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// The counters of events.
const (
	Unserved = "unserved events" // that nobody has dealt with
	Spins    = "idle turns"      // of a loop for which there was nothing to do
)

// Events are caused by somebody who waits for the loop to deal with them.
type Events struct{ open atomic.Int64 }

// CountUnserved returns Events whose trial counts those that were not served, as
// [Unserved].
func CountUnserved(t *harm.Trial) *Events {
	e := new(Events)
	t.Count(Unserved, func() int { return int(e.open.Load()) })
	return e
}

// Come says that an event has come, and Served that it has been dealt with.
func (e *Events) Come()   { e.open.Add(1) }
func (e *Events) Served() { e.open.Add(-1) }

// CountSpins returns a function for a loop to call at each turn for which there was
// no event. The trial counts the calls, as [Spins].
func CountSpins(t *harm.Trial) (idle func()) {
	turns := new(atomic.Int64)
	t.Count(Spins, func() int { return int(turns.Load()) })
	return limit(turns)
}

// CountTurns is like CountSpins for turns of which there may be some. Without end
// they are harm enough, and then they end the loop.
func CountTurns(*harm.Trial) (turn func()) { return limit(new(atomic.Int64)) }

// enough is how many turns show that a loop spins.
const enough = 1000

// limit returns a function that counts its calls, and ends its caller when there
// are enough: nobody can wait for a loop that spins.
func limit(turns *atomic.Int64) func() {
	return func() {
		if turns.Add(1) == enough {
			runtime.Goexit()
		}
	}
}
