//go:build go1.22

// Package selectold is for a Go whose timers are kept until they fire.
package selectold

import "time"

type poller struct {
	requests chan string
	reload   chan struct{}
	done     chan struct{}
}

func (p *poller) run(timer string) {
	for {
		select {
		case <-p.requests:
			time.Sleep(10 * time.Second) // want `time.Sleep in the case of p.requests stalls the loop of \(\*poller\).run`
		case <-p.reload:
		case <-p.done:
			return
		}
	}
}
