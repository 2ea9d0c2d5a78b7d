// Package stoppedticker holds goroutines that wait for tickers.
package stoppedticker

import (
	"context"
	"os"
	"runtime"
	"time"
)

func work() error { return nil }

func rangeOver() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for range ticker.C { // want `goroutine waits for ever on ticker.C once ticker was stopped at line 15: Stop does not close the channel, and the loop has no other way out`
			work()
		}
	}()
	work()
}

func receive() {
	ticker := time.NewTicker(time.Second)
	go func() {
		for {
			<-ticker.C // want `waits for ever on ticker.C`
			work()
		}
	}()
	work()
	ticker.Stop()
}

func selectAlone() {
	ticker := time.NewTicker(time.Second)
	go func() {
		for {
			select {
			case <-ticker.C: // want `waits for ever on ticker.C`
				work()
			}
		}
	}()
	work()
	ticker.Stop()
}

func stoppedInside() {
	ticker := time.NewTicker(time.Second)
	go func() {
		for range ticker.C { // want `waits for ever on ticker.C once ticker was stopped at line 55`
			if work() == nil {
				ticker.Stop()
				continue
			}
			println("again")
		}
	}()
}

func breakOfSelect() {
	ticker := time.NewTicker(time.Second)
	go func() {
		for {
			select {
			case <-ticker.C: // want `waits for ever on ticker.C`
				if work() != nil {
					break // of the select statement
				}
			}
		}
	}()
	ticker.Stop()
}

func timer(d time.Duration) (stop func() bool) {
	t := time.NewTimer(d)
	go func() {
		for range t.C { // want `waits for ever on t.C`
			work()
		}
	}()
	return t.Stop
}

type poller struct {
	ticker *time.Ticker
	quit   chan struct{}
}

func (p *poller) start() {
	p.ticker = time.NewTicker(time.Second)
	go p.loop()
}

func (p *poller) loop() {
	for range p.ticker.C { // want `waits for ever on p.ticker.C once p.ticker was stopped at line 105`
		work()
	}
}

func (p *poller) stop() {
	p.ticker.Stop()
}

// Near-misses.

func withReturn() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for range ticker.C {
			if work() != nil {
				return
			}
		}
	}()
	work()
}

func withBreak() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for range ticker.C {
			if work() != nil {
				break
			}
		}
		println("done")
	}()
	work()
}

func withExit() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for range ticker.C {
			if work() != nil {
				os.Exit(1)
			}
		}
	}()
	work()
}

func withGoexit() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for range ticker.C {
			if work() != nil {
				runtime.Goexit()
			}
		}
	}()
	work()
}

func withDone(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for {
			select {
			case <-ticker.C:
				work()
			case <-ctx.Done():
				return
			}
		}
	}()
	work()
}

func withCondition(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for ctx.Err() == nil {
			<-ticker.C
			work()
		}
	}()
	work()
}

// Whoever never stops the ticker may want it to tick for ever.
func neverStopped() {
	ticker := time.NewTicker(time.Second)
	go func() {
		for range ticker.C {
			work()
		}
	}()
}

// The task's own deferred Stop is a habit: nobody else stops the ticker.
func ownStop() {
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for range ticker.C {
			work()
		}
	}()
}

func otherStopped() {
	ticker, other := time.NewTicker(time.Second), time.NewTicker(time.Minute)
	defer other.Stop()
	go func() {
		for range ticker.C {
			work()
		}
	}()
	<-other.C
}

func once() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		<-ticker.C
		work()
	}()
	work()
}

func paused(pause, resume <-chan bool) {
	ticker := time.NewTicker(time.Second)
	go func() {
		for range ticker.C {
			work()
		}
	}()
	for {
		<-pause
		ticker.Stop()
		<-resume
		ticker.Reset(time.Second)
	}
}

// Not a task: the caller knows when it wants to wait.
func wait(ticker *time.Ticker) {
	for range ticker.C {
		work()
	}
}

func waited() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	wait(ticker)
}

// A channel of one's own may be closed.
func own() {
	ticks := make(chan time.Time)
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for range ticks {
			work()
		}
	}()
	for range 3 {
		ticks <- <-ticker.C
	}
	close(ticks)
}

// Two ways to wait are two ways to go on.
func twoTickers(other <-chan int) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() {
		for {
			select {
			case <-ticker.C:
				work()
			case <-other:
				work()
			}
		}
	}()
	work()
}
