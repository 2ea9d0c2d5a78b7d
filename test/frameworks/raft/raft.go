// Package raft replicates with github.com/hashicorp/raft.
package raft

import (
	"time"

	"github.com/hashicorp/raft"
)

func dropped(r *raft.Raft, cmd []byte) {
	r.Apply(cmd, time.Second) // want `unread-token: the raft.ApplyFuture of r.Apply is dropped`
}

func indexed(r *raft.Raft, id raft.ServerID, addr raft.ServerAddress) uint64 {
	f := r.AddVoter(id, addr, 0, time.Second) // want `unread-token: nobody asks the raft.IndexFuture of r.AddVoter for its error \(Error\)`
	return f.Index()
}

func asked(r *raft.Raft, cmd []byte) (any, error) {
	f := r.Apply(cmd, time.Second)
	if err := f.Error(); err != nil {
		return nil, err
	}
	return f.Response(), nil
}

// The state machine's own error is its response.
func answered(r *raft.Raft, cmd []byte) error {
	err, _ := r.Apply(cmd, time.Second).Response().(error)
	return err
}

func handedOn(r *raft.Raft, wait func(raft.Future) error) error {
	return wait(r.Barrier(time.Second))
}

func stop(r *raft.Raft) {
	r.Shutdown()
}
