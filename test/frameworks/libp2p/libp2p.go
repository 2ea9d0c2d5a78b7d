// Package libp2p connects peers with github.com/libp2p/go-libp2p.
package libp2p

import (
	"bytes"
	"io"
	"log"
	"net/http"

	"github.com/libp2p/go-libp2p/core/event"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	rcmgr "github.com/libp2p/go-libp2p/p2p/host/resource-manager"
	"github.com/multiformats/go-multiaddr"
)

// A notifiee is told of connections one after the other, under a lock.
type notifiee struct {
	url   string
	peers chan string
}

func (n *notifiee) Connected(_ network.Network, c network.Conn) {
	resp, err := http.Post(n.url, "text/plain", bytes.NewBufferString(c.RemotePeer().String())) // want `callback-blocks: Connected blocks the swarm notification goroutine.*: calls http.Post; instead: start a goroutine`
	if err != nil {
		log.Print(err)
		return
	}
	if err := resp.Body.Close(); err != nil {
		log.Print(err)
	}
}

func (n *notifiee) Disconnected(nw network.Network, c network.Conn) {
	nw.StopNotify(n) // want `forbidden-call: .*StopNotify`
}

func (n *notifiee) Listen(network.Network, multiaddr.Multiaddr)      {}
func (n *notifiee) ListenClose(network.Network, multiaddr.Multiaddr) {}

func notify(h host.Host, n *notifiee) {
	h.Network().Notify(n)
	h.Network().Notify(&network.NotifyBundle{
		ConnectedF: func(_ network.Network, c network.Conn) {
			log.Print(<-n.peers) // want `callback-blocks: the callback network.NotifyBundle.ConnectedF blocks the swarm notification goroutine.*: receives from n.peers`
		},
		DisconnectedF: func(_ network.Network, c network.Conn) {
			go func() { n.peers <- c.RemotePeer().String() }()
		},
	})
}

// A tracer sees each allocation.
type tracer struct{ url string }

func (t tracer) ConsumeEvent(e rcmgr.TraceEvt) {
	resp, err := http.Post(t.url, "text/plain", bytes.NewBufferString(e.Name)) // want `callback-blocks: ConsumeEvent blocks the resource manager trace path.*: calls http.Post; instead: copy and queue`
	if err != nil {
		log.Print(err)
		return
	}
	if err := resp.Body.Close(); err != nil {
		log.Print(err)
	}
}

type queued struct{ events chan rcmgr.TraceEvt }

func (q queued) ConsumeEvent(e rcmgr.TraceEvt) {
	select {
	case q.events <- e:
	default:
	}
}

// Streams have a goroutine each; events wait in a buffer until they are drained.
func serve(h host.Host, connected func(network.Connectedness)) error {
	h.SetStreamHandler("/echo/1.0.0", func(s network.Stream) {
		if _, err := io.Copy(s, s); err != nil {
			log.Print(err)
		}
	})
	sub, err := h.EventBus().Subscribe(new(event.EvtPeerConnectednessChanged))
	if err != nil {
		return err
	}
	go func() {
		for e := range sub.Out() {
			connected(e.(event.EvtPeerConnectednessChanged).Connectedness)
		}
	}()
	return nil
}
