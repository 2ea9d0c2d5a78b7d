// Package etcdraft replicates with go.etcd.io/raft.
package etcdraft

import (
	"context"
	"log"
	"net/http"
	"strings"
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
	peers   map[uint64]string
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
			for _, m := range ready.Messages {
				n.post(m) // want `select-blocks: .*http.Post`
			}
			n.raft.Advance()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (n *node) post(m *raftpb.Message) {
	resp, err := http.Post(n.peers[m.GetTo()], "application/octet-stream", strings.NewReader(m.String()))
	if err != nil {
		log.Print(err)
		return
	}
	if err := resp.Body.Close(); err != nil {
		log.Print(err)
	}
}

// Proposals and messages go through other goroutines.
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
