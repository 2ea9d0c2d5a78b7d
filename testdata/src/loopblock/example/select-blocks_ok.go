package example

import "time"

func (p *poller) runPolitely() {
	var pause <-chan time.Time
	requests := p.requests
	for {
		select {
		case url := <-requests:
			p.fetch(url)
			requests, pause = nil, time.After(10*time.Second)
		case <-pause:
			requests = p.requests
		case <-p.reload:
			p.fetch("config")
		case <-p.done:
			return
		}
	}
}
