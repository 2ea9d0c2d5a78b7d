package raft

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"time"

	"github.com/hashicorp/raft"
)

// A machine applies commands one at a time; whoever proposed them does the rest.
type machine struct {
	raft  *raft.Raft
	hook  string
	state map[string]string
	dump  chan map[string]string
}

func (m *machine) Apply(entry *raft.Log) any {
	resp, err := http.Post(m.hook, "text/plain", nil) // want `callback-blocks: Apply blocks the raft FSM goroutine.*: calls http.Post; instead: only mutate local state`
	if err != nil {
		return err
	}
	if err := resp.Body.Close(); err != nil {
		return err
	}
	return m.raft.Apply(entry.Data, time.Second).Error() // want `forbidden-call: .*Error`
}

func (m *machine) Snapshot() (raft.FSMSnapshot, error) {
	return snapshot(<-m.dump), nil // want `callback-blocks: Snapshot blocks the raft FSM goroutine.*: receives from m.dump`
}

func (m *machine) Restore(r io.ReadCloser) error {
	defer r.Close()
	return json.NewDecoder(r).Decode(&m.state)
}

type snapshot map[string]string

func (s snapshot) Persist(sink raft.SnapshotSink) error {
	if err := json.NewEncoder(sink).Encode(s); err != nil {
		return err
	}
	return sink.Close()
}

func (snapshot) Release() {}

// A store only changes what it holds.
type store struct{ machine }

func (s *store) Apply(entry *raft.Log) any {
	var kv [2]string
	if err := json.Unmarshal(entry.Data, &kv); err != nil {
		return err
	}
	s.state[kv[0]] = kv[1]
	return nil
}

func propose(r *raft.Raft, cmd []byte, hook string) error {
	if err := r.Apply(cmd, time.Second).Error(); err != nil {
		return err
	}
	resp, err := http.Post(hook, "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The leader waits until somebody takes the news from this channel.
func lead(config *raft.Config, r *raft.Raft, led chan<- bool) {
	leading := make(chan bool)
	config.NotifyCh = leading
	go func() {
		for led := range leading {
			if led {
				if err := r.Barrier(time.Minute).Error(); err != nil { // want `forbidden-call: .*Error`
					log.Print(err)
				}
			}
		}
	}()
	changes := make(chan bool, 1)
	config.NotifyCh = changes
	go func() {
		for change := range changes {
			led <- change
		}
	}()
}
