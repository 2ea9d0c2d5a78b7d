// Package raft is a stub: signatures of github.com/hashicorp/raft.
package raft

import (
	"io"
	"time"
)

type Log struct{ Data []byte }

type Future interface{ Error() error }

type IndexFuture interface {
	Future
	Index() uint64
}

type ApplyFuture interface {
	IndexFuture
	Response() interface{}
}

type Configuration struct{}

type ConfigurationFuture interface {
	IndexFuture
	Configuration() Configuration
}

type SnapshotSink interface {
	io.WriteCloser
	ID() string
	Cancel() error
}

type FSMSnapshot interface {
	Persist(sink SnapshotSink) error
	Release()
}

type FSM interface {
	Apply(*Log) interface{}
	Snapshot() (FSMSnapshot, error)
	Restore(snapshot io.ReadCloser) error
}

type Config struct {
	NotifyCh chan<- bool
}

type Raft struct{}

func (r *Raft) Apply(cmd []byte, timeout time.Duration) ApplyFuture { return nil }
func (r *Raft) Barrier(timeout time.Duration) Future                { return nil }
func (r *Raft) GetConfiguration() ConfigurationFuture               { return nil }
