package example

import "time"

type poller struct {
	requests chan string
	reload   chan struct{}
	done     chan struct{}
}

func (p *poller) run() {
	for {
		select {
		case url := <-p.requests:
			p.fetch(url)
			time.Sleep(10 * time.Second) // want `time.Sleep in the case of p.requests stalls the loop of \(\*poller\).run: p.done and p.reload wait for it`
		case <-p.reload:
			p.fetch("config")
		case <-p.done:
			return
		}
	}
}

func (p *poller) fetch(string) {}
