package stall

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/stall/acceptloop"
	"github.com/asynclint/asynclint/test/stall/bubbletea"
	"github.com/asynclint/asynclint/test/stall/gnet"
	"github.com/asynclint/asynclint/test/stall/informer"
	"github.com/asynclint/asynclint/test/stall/internal/load"
	"github.com/asynclint/asynclint/test/stall/internal/store"
	"github.com/asynclint/asynclint/test/stall/nats"
	"github.com/asynclint/asynclint/test/stall/paho"
	"github.com/asynclint/asynclint/test/stall/selectloop"
)

// A scenario is a loop, and those who wait while it is blocked.
type scenario struct {
	loop, others      string
	broken, offloaded load.Start
	spared            bool // they don't wait, blocked or not
}

var scenarios = []scenario{
	{loop: "gnet OnTraffic", others: "another connection's echoes", broken: gnet.Broken, offloaded: gnet.Offloaded},
	{loop: "Bubble Tea Update", others: "the next keys", broken: bubbletea.Broken, offloaded: bubbletea.Offloaded},
	{loop: "NATS subscription", others: "its other messages", broken: nats.Broken, offloaded: nats.Offloaded},
	{loop: "NATS subscription", others: "another subscription", broken: nats.BrokenNews, offloaded: nats.OffloadedNews, spared: true},
	{loop: "NATS error handler", others: "other errors", broken: nats.BrokenErrors, offloaded: nats.OffloadedErrors},
	{loop: "paho message handler", others: "messages of another topic", broken: paho.Broken, offloaded: paho.Offloaded},
	{loop: "paho message handler", others: "acks of own messages", broken: paho.BrokenAcks, offloaded: paho.OffloadedAcks},
	{loop: "informer event handler", others: "its other objects", broken: informer.Broken, offloaded: informer.Offloaded},
	{loop: "informer event handler", others: "another handler", broken: informer.BrokenOther, offloaded: informer.OffloadedOther, spared: true},
	{loop: "select loop", others: "its other case", broken: selectloop.Broken, offloaded: selectloop.Offloaded},
	{loop: "accept loop", others: "the next clients", broken: acceptloop.Broken, offloaded: acceptloop.Offloaded},
}

// few is how long an event may take without being said to wait for the ledger.
const few = store.Delay / 4

func TestStall(t *testing.T) {
	var mu sync.Mutex
	table := make(map[string][]load.Latencies)
	name := func(s scenario) string { return s.loop + ", " + s.others }
	t.Run("scenarios", func(t *testing.T) {
		for _, s := range scenarios {
			for variant, start := range map[string]load.Start{"broken": s.broken, "offloaded": s.offloaded} {
				t.Run(name(s)+", "+variant, func(t *testing.T) {
					t.Parallel()
					rounds, err := load.Measure(start)
					require.NoError(t, err)
					mu.Lock()
					table[name(s)+variant] = rounds
					mu.Unlock()
					worst := load.Worst(rounds)
					if variant == "broken" && !s.spared {
						assert.GreaterOrEqual(t, worst[0], store.Delay, "a round in which nobody waits for the ledger: %v", worst)
					} else {
						// A slow machine stalls things too, but hardly in most rounds.
						assert.LessOrEqual(t, worst[len(worst)/2], few, "others wait: %v", worst)
					}
				})
			}
		}
	})

	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "loop\twho may wait\tvariant\tmedian\tp99\tmax\t")
	for _, s := range scenarios {
		for _, variant := range []string{"broken", "offloaded"} {
			if rounds := table[name(s)+variant]; rounds != nil {
				l := slices.Concat(rounds...)
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t\n", s.loop, s.others, variant, ms(l.Percentile(50)), ms(l.Percentile(99)), ms(l.Max()))
			}
		}
	}
	w.Flush()
	t.Logf("%d rounds, each of %d slow events (%v) and %d others (one in %v)\n%s", load.Rounds, load.Burst, store.Delay, load.Others, load.Interval, &text)
}

// ms formats a latency, in milliseconds.
func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", d.Seconds()*1000) }
