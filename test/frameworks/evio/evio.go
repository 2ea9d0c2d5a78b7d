// Package evio serves connections with github.com/tidwall/evio.
package evio

import (
	"net"
	"os/exec"
	"sync"
	"time"

	"github.com/tidwall/evio"
)

func resolve() error {
	var events evio.Events
	events.Serving = func(evio.Server) evio.Action {
		time.Sleep(time.Second) // nothing is served yet
		return evio.None
	}
	events.Opened = func(c evio.Conn) ([]byte, evio.Options, evio.Action) {
		names, err := net.LookupAddr(c.RemoteAddr().String()) // want `callback-blocks: the callback evio.Events.Opened blocks the evio event loop.*: calls net.LookupAddr; instead: worker goroutine \+ Conn.Wake to write back`
		if err != nil || len(names) == 0 {
			return nil, evio.Options{}, evio.Close
		}
		return []byte(names[0]), evio.Options{}, evio.None
	}
	events.Data = run
	return evio.Serve(events, "tcp://:5000")
}

func run(c evio.Conn, in []byte) ([]byte, evio.Action) {
	out, err := exec.Command(string(in)).CombinedOutput() // want `callback-blocks: run blocks the evio event loop.*: calls \(\*exec.Cmd\).CombinedOutput`
	if err != nil {
		return nil, evio.Close
	}
	return out, evio.None
}

// A job runs elsewhere, and wakes the connection when there is something to write.
type job struct {
	mu   sync.Mutex
	done bool
	out  []byte
}

func (j *job) take() []byte {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := j.out
	j.out = nil
	return out
}

func (j *job) run(c evio.Conn, command string) {
	out, err := exec.Command(command).CombinedOutput()
	if err != nil {
		out = []byte(err.Error())
	}
	j.mu.Lock()
	j.out, j.done = out, true
	j.mu.Unlock()
	c.Wake()
}

func offloaded() error {
	return evio.Serve(evio.Events{
		Opened: func(c evio.Conn) ([]byte, evio.Options, evio.Action) {
			c.SetContext(new(job))
			return nil, evio.Options{}, evio.None
		},
		Data: func(c evio.Conn, in []byte) ([]byte, evio.Action) {
			j := c.Context().(*job)
			if in == nil {
				return j.take(), evio.None
			}
			go j.run(c, string(in))
			return nil, evio.None
		},
	}, "tcp://:5000")
}
