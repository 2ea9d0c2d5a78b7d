// Package forbiddencluster has delegates of a cluster, a replicated state
// machine, and a server's event handler.
package forbiddencluster

import (
	"context"
	"io"
	"time"

	"github.com/hashicorp/memberlist"
	"github.com/hashicorp/raft"
	"github.com/panjf2000/gnet/v2"
)

type events struct {
	list  *memberlist.Memberlist
	other map[string]*memberlist.Memberlist
	kick  chan struct{}
}

func (e *events) NotifyJoin(n *memberlist.Node) {
	for _, m := range e.list.Members() { // want `memberlist.Memberlist.Members in events.NotifyJoin never returns: the lock of the node states is held until this method returns; instead: send on a buffered channel`
		_ = m
	}
}

func (e *events) NotifyLeave(n *memberlist.Node) {
	if e.size() == 1 { // want `events.size → memberlist.Memberlist.NumMembers in events.NotifyLeave never returns`
		return
	}
}

func (e *events) NotifyUpdate(n *memberlist.Node) {
	go e.size()
	select {
	case e.kick <- struct{}{}:
	default:
	}
	_ = e.other[n.Name].Members()
}

func (e *events) size() int { return e.list.NumMembers() }

// members is no delegate.
func (e *events) members() []*memberlist.Node { return e.list.Members() }

type fsm struct {
	raft  *raft.Raft
	state map[string]string
}

func (f *fsm) Apply(log *raft.Log) interface{} {
	if string(log.Data) == "compact" {
		return f.propose([]byte("compacted")) // want `fsm.propose → raft.Future.Error in fsm.Apply never returns: the goroutine that applies the log is running this method`
	}
	// The configuration is known at once, and nobody waits for the proposal.
	if err := f.raft.GetConfiguration().Error(); err != nil {
		return err
	}
	f.raft.Apply([]byte("more"), time.Second)
	go f.propose([]byte("later"))
	f.state["last"] = string(log.Data)
	return nil
}

func (f *fsm) propose(cmd []byte) error {
	future := f.raft.Apply(cmd, time.Second)
	return future.Error()
}

func (f *fsm) Snapshot() (raft.FSMSnapshot, error) {
	if err := f.raft.Barrier(0).Error(); err != nil { // want `raft.Future.Error in fsm.Snapshot never returns`
		return nil, err
	}
	return nil, nil
}

func (f *fsm) Restore(snapshot io.ReadCloser) error { return snapshot.Close() }

type server struct {
	gnet.BuiltinEventEngine
	engine gnet.Engine
}

func (s *server) OnBoot(engine gnet.Engine) gnet.Action {
	s.engine = engine
	return gnet.None
}

func (s *server) OnTraffic(c gnet.Conn) gnet.Action {
	if buf, _ := c.Next(-1); string(buf) == "quit" {
		_ = s.engine.Stop(context.Background()) // want `gnet.Engine.Stop in server.OnTraffic waits in vain: the event loop, which would have to end, is busy with this method`
	}
	return gnet.None
}

func (s *server) OnClose(c gnet.Conn, err error) gnet.Action {
	if err != nil {
		go s.stop()
		return gnet.Shutdown
	}
	return gnet.None
}

func (s *server) stop() error { return s.engine.Stop(context.Background()) }
