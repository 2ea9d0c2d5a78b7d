package world

import (
	"errors"
	"sync"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// Attempts is the counter of what was tried during an outage, if it was a thousand
// times in a second or more.
const Attempts = "attempts during an outage"

const (
	outageLength = 10 * harm.Tick

	// maxAttempts ends an outage too: while somebody tries without a pause no time
	// passes in a bubble.
	maxAttempts = 1000
)

var errOutage = errors.New("the server is down")

// An Outage begins with the first attempt.
type Outage struct {
	trial *harm.Trial

	mu       sync.Mutex
	begun    time.Time
	lasted   time.Duration
	attempts int // in vain
	over     chan struct{}
}

// Down returns an outage, whose trial counts the [Attempts].
func Down(t *harm.Trial) *Outage {
	o := &Outage{trial: t, over: make(chan struct{})}
	t.Count(Attempts, func() int {
		o.mu.Lock()
		defer o.mu.Unlock()
		if o.attempts < int(max(o.lasted, harm.Tick)/time.Millisecond) {
			return 0
		}
		return o.attempts
	})
	return o
}

// Try fails as long as the outage lasts. It is not called any more when it did not
// fail.
func (o *Outage) Try() error {
	o.trial.Sign()
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.attempts == 0 {
		o.begun = time.Now()
	}
	o.lasted = time.Since(o.begun)
	if o.attempts < maxAttempts && o.lasted < outageLength {
		o.attempts++
		return errOutage
	}
	if o.lasted == 0 {
		o.trial.Number("%d attempts within no time", o.attempts)
	} else {
		o.trial.Number("%d attempts within %s, %.0f a second", o.attempts, o.lasted, float64(o.attempts)/o.lasted.Seconds())
	}
	close(o.over)
	return nil
}

// Over is closed when an attempt did not fail.
func (o *Outage) Over() <-chan struct{} { return o.over }
