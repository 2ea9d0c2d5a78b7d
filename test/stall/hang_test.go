package stall

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/stall/bubbletea"
	"github.com/asynclint/asynclint/test/stall/gnet"
	"github.com/asynclint/asynclint/test/stall/internal/load"
	"github.com/asynclint/asynclint/test/stall/paho"
)

// Forbidden calls in callbacks do not come back, and what the frameworks have in
// their place does.
func TestHang(t *testing.T) {
	const (
		ever  = time.Second // is long enough
		ready = 30 * time.Second
	)
	type start func(begin, done func()) (*load.System, error)
	for name, s := range map[string]struct{ forbidden, permitted start }{
		"Bubble Tea": {bubbletea.Forbidden, bubbletea.Permitted},
		"gnet":       {gnet.Forbidden, gnet.Permitted},
		"paho":       {paho.Forbidden, paho.Permitted},
	} {
		run := func(t *testing.T, start start) (done chan struct{}) {
			begun, done := make(chan struct{}, 1), make(chan struct{}, 1)
			signal := func(c chan struct{}) func() {
				return func() {
					select {
					case c <- struct{}{}:
					default:
					}
				}
			}
			system, err := start(signal(begun), signal(done))
			require.NoError(t, err)
			t.Cleanup(system.Stop)
			require.NoError(t, system.Slow())
			select {
			case <-begun:
			case <-time.After(ready):
				t.Fatal("nothing is called")
			}
			return done
		}
		t.Run(name+", forbidden", func(t *testing.T) {
			t.Parallel()
			done := run(t, s.forbidden)
			select {
			case <-done:
				assert.Fail(t, "it comes back")
			case <-time.After(ever):
			}
		})
		t.Run(name+", permitted", func(t *testing.T) {
			t.Parallel()
			done := run(t, s.permitted)
			select {
			case <-done:
			case <-time.After(ready):
				assert.Fail(t, "it does not come back")
			}
		})
	}
}
