// Package etcdraft replicates with go.etcd.io/raft.
package etcdraft

import (
	"context"
	"log"
	"time"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"
)

// A node's loop is the only one that takes what is ready.
type node struct {
	raft    raft.Node
	storage *raft.MemoryStorage
	send    func([]*raftpb.Message)
	propose chan []byte
}

func (n *node) run(ctx context.Context) error {
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			n.raft.Tick()
		case data := <-n.propose:
			if err := n.raft.Propose(ctx, data); err != nil { // want `forbidden-call: .*Propose`
				return err
			}
		case ready := <-n.raft.Ready():
			if err := n.storage.Append(ready.Entries); err != nil {
				return err
			}
			n.send(ready.Messages)
			n.raft.Advance()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Proposals come from another goroutine.
func (n *node) serve(ctx context.Context) error {
	go func() {
		for {
			select {
			case data := <-n.propose:
				if err := n.raft.Propose(ctx, data); err != nil {
					log.Print(err)
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		select {
		case ready := <-n.raft.Ready():
			if err := n.storage.Append(ready.Entries); err != nil {
				return err
			}
			n.send(ready.Messages)
			n.raft.Advance()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
