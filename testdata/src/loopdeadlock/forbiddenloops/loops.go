// Package forbiddenloops has loops around channels on which an API sends, and
// waits until somebody receives.
package forbiddenloops

import (
	"context"
	"time"

	"github.com/hashicorp/raft"
	etcd "go.etcd.io/raft/v3"
)

type node struct {
	raft     etcd.Node
	other    etcd.Node
	proposed chan []byte
}

func (n *node) run(ctx context.Context) error {
	for {
		select {
		case data := <-n.proposed:
			if err := n.raft.Propose(ctx, data); err != nil { // want `raft.Node.Propose in the loop around n.raft.Ready\(\) may never return: while there is no leader it waits for one, and only this loop lets one be elected; instead: propose from other goroutines`
				return err
			}
		case <-n.raft.Ready():
			if err := n.handle(ctx); err != nil {
				return err
			}
		}
	}
}

func (n *node) handle(ctx context.Context) error {
	n.raft.Advance()
	return n.other.Propose(ctx, nil)
}

// Proposals come from another goroutine.
func (n *node) runRight(ctx context.Context) {
	go func() {
		for data := range n.proposed {
			_ = n.raft.Propose(ctx, data)
		}
	}()
	for range n.raft.Ready() {
		n.raft.Advance()
		go n.raft.Propose(ctx, nil)
	}
}

func pump(ctx context.Context, from, to etcd.Node) {
	for range from.Ready() {
		from.Advance()
		_ = to.Propose(ctx, nil)
	}
}

type server struct {
	raft   *raft.Raft
	leader chan bool
}

func (s *server) configure(config *raft.Config) {
	s.leader = make(chan bool)
	config.NotifyCh = s.leader
}

func (s *server) monitor() {
	for leading := range s.leader {
		if leading {
			_ = s.establish() // want `server.establish → raft.Future.Error in the loop around s.leader may never return: when leadership is lost meanwhile, raft waits for this loop to be told; instead: buffered channel \+ goroutine`
		}
	}
}

func (s *server) establish() error { return s.raft.Barrier(time.Minute).Error() }

// With a buffer raft goes on.
func buffered(r *raft.Raft) *raft.Config {
	leader := make(chan bool, 1)
	go func() {
		for range leader {
			_ = r.Barrier(0).Error()
		}
	}()
	return &raft.Config{NotifyCh: leader}
}

func unbuffered(r *raft.Raft) *raft.Config {
	leader := make(chan bool)
	go func() {
		for {
			select {
			case <-leader:
				_ = r.Barrier(0).Error() // want `raft.Future.Error in the loop around leader may never return`
			case <-time.After(time.Minute):
			}
		}
	}()
	return &raft.Config{NotifyCh: leader}
}

// Another channel.
func others(r *raft.Raft, requests <-chan []byte) {
	leader := make(chan bool)
	go func() {
		for leading := range leader {
			_ = leading
		}
	}()
	_ = raft.Config{NotifyCh: leader}
	for cmd := range requests {
		_ = r.Apply(cmd, 0).Error()
	}
}
