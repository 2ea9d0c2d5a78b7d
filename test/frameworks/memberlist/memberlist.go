// Package memberlist gossips with github.com/hashicorp/memberlist.
package memberlist

import (
	"bytes"
	"log"
	"net/http"
	"time"

	"github.com/hashicorp/memberlist"
)

// A delegate is called by the goroutine that receives packets, one at a time.
type delegate struct {
	url        string
	broadcasts *memberlist.TransmitLimitedQueue
}

func (d *delegate) NotifyMsg(msg []byte) {
	if err := d.post(msg); err != nil { // want `callback-blocks: NotifyMsg blocks the memberlist UDP packet receive loop.*: calls \(\*delegate\).post → http.Post; instead: copy the bytes, send to a buffered channel`
		log.Print(err)
	}
}

func (d *delegate) post(msg []byte) error {
	resp, err := http.Post(d.url, "application/octet-stream", bytes.NewReader(msg))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (d *delegate) NodeMeta(int) []byte { return nil }
func (d *delegate) GetBroadcasts(overhead, limit int) [][]byte {
	return d.broadcasts.GetBroadcasts(overhead, limit)
}
func (d *delegate) MergeRemoteState([]byte, bool)                              {}
func (d *delegate) AckPayload() []byte                                         { return nil }
func (d *delegate) NotifyPingComplete(*memberlist.Node, time.Duration, []byte) {}

// The exchange of the whole state has a goroutine of its own.
func (d *delegate) LocalState(bool) []byte {
	resp, err := http.Get(d.url)
	if err != nil {
		log.Print(err)
		return nil
	}
	defer resp.Body.Close()
	var state bytes.Buffer
	if _, err := state.ReadFrom(resp.Body); err != nil {
		log.Print(err)
	}
	return state.Bytes()
}

// A buffered delegate copies what it gets.
type buffered struct {
	delegate
	messages chan []byte
}

func (b *buffered) NotifyMsg(msg []byte) {
	select {
	case b.messages <- bytes.Clone(msg):
	default:
	}
}

// Events come while the lock on the members is held.
type events struct {
	list    *memberlist.Memberlist
	changes chan string
}

func (e *events) NotifyJoin(*memberlist.Node) {
	log.Print(e.list.NumMembers()) // want `forbidden-call: .*NumMembers`
}

func (e *events) NotifyLeave(n *memberlist.Node) {
	<-e.changes // want `callback-blocks: NotifyLeave blocks the memberlist node state lock.*: receives from e.changes; instead: send on a buffered channel`
}

func (e *events) NotifyUpdate(n *memberlist.Node) {
	select {
	case e.changes <- n.Name:
	default:
	}
}

func create(d *delegate, e *events) (*memberlist.Memberlist, error) {
	config := memberlist.DefaultLANConfig()
	config.Delegate, config.Events = d, e
	return memberlist.Create(config)
}

// So do those that come over a channel, when its buffer is full.
func channel(changed func(n int)) (*memberlist.Memberlist, error) {
	changes := make(chan memberlist.NodeEvent, 16)
	config := memberlist.DefaultLANConfig()
	config.Events = &memberlist.ChannelEventDelegate{Ch: changes}
	list, err := memberlist.Create(config)
	if err != nil {
		return nil, err
	}
	go func() {
		n := 1
		for e := range changes {
			switch e.Event {
			case memberlist.NodeJoin:
				n++
			case memberlist.NodeLeave:
				n--
			}
			changed(n)
		}
	}()
	return list, nil
}
