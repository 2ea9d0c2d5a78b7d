// Package raft is a stub: signatures of go.etcd.io/raft/v3.
package raft

import "context"

type Ready struct{}

type Node interface {
	Tick()
	Propose(ctx context.Context, data []byte) error
	Ready() <-chan Ready
	Advance()
	Stop()
}
