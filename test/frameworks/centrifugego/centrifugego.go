// Package centrifugego subscribes with github.com/centrifugal/centrifuge-go.
package centrifugego

import (
	"context"
	"log"
	"net/http"
	"sync"

	"github.com/centrifugal/centrifuge-go"
)

// A feed follows a channel.
type feed struct {
	client *centrifuge.Client
	wg     sync.WaitGroup
}

// The client's callbacks run in order, on a goroutine that gets them from the
// one that reads.
func (f *feed) follow(endpoint string) error {
	f.client = centrifuge.NewJsonClient(endpoint, centrifuge.Config{})
	f.client.OnConnected(func(centrifuge.ConnectedEvent) {
		resp, err := http.Get("http://localhost/connected") // want `callback-blocks: the callback passed to centrifuge.Client.OnConnected blocks the client connection read loop / callback queue.*: calls http.Get; instead: issue blocking client calls from a new goroutine`
		if err != nil {
			log.Print(err)
			return
		}
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
	})
	f.client.OnDisconnected(func(centrifuge.DisconnectedEvent) {
		f.wg.Wait() // want `callback-blocks: the callback passed to centrifuge.Client.OnDisconnected blocks the client connection read loop / callback queue.*: calls \(\*sync.WaitGroup\).Wait`
	})
	f.client.OnMessage(func(e centrifuge.MessageEvent) {
		if _, err := f.client.RPC(context.Background(), "seen", e.Data); err != nil { // want `forbidden-call: .*Client.RPC in the callback passed to .*Client.OnMessage gets no reply: the connection's read loop is running this callback`
			log.Print(err)
		}
	})
	sub, err := f.client.NewSubscription("chat")
	if err != nil {
		return err
	}
	sub.OnPublication(func(e centrifuge.PublicationEvent) { log.Print(string(e.Data)) })
	sub.OnJoin(func(e centrifuge.JoinEvent) {
		f.wg.Go(func() {
			if _, err := f.client.RPC(context.Background(), "greet", []byte(e.User)); err != nil {
				log.Print(err)
			}
		})
	})
	if err := sub.Subscribe(); err != nil {
		return err
	}
	return f.client.Connect()
}
