package load

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPercentile(t *testing.T) {
	l := Latencies{40, 10, 30, 20}
	for _, tt := range []struct {
		p    int
		want time.Duration
	}{{0, 10}, {25, 10}, {26, 20}, {50, 20}, {75, 30}, {99, 40}, {100, 40}} {
		assert.Equal(t, tt.want, l.Percentile(tt.p), "%d", tt.p)
	}
	assert.Equal(t, Latencies{40, 10, 30, 20}, l)
	assert.EqualValues(t, 40, l.Max())
	assert.Equal(t, []time.Duration{7, 9, 40}, Worst([]Latencies{{9, 1}, l, {7}}))
}

// A queue that is served by one goroutine shows its stalls, and each event counts
// once.
func TestMeasure(t *testing.T) {
	const stall = 50 * time.Millisecond
	stopped := make(chan struct{})
	rounds, err := Measure(func(served func(int)) (*System, error) {
		queue := make(chan int, Rounds*(Burst+Others))
		go func() {
			defer close(stopped)
			for id := range queue {
				if id < 0 {
					time.Sleep(stall)
					continue
				}
				served(id)
				served(id)
			}
		}()
		return &System{
			Slow:  func() error { queue <- -1; return nil },
			Other: func(id int) error { queue <- id; return nil },
			Stop:  func() { close(queue) },
		}, nil
	})
	require.NoError(t, err)
	<-stopped
	require.Len(t, rounds, Rounds)
	for _, l := range rounds {
		assert.Len(t, l, Others)
		assert.Greater(t, l.Max(), Burst*stall-2*Interval)
		assert.Less(t, l[Others-1], stall)
	}
}
