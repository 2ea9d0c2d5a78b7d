// Package pahov5 talks MQTT 5 with github.com/eclipse/paho.golang.
package pahov5

import (
	"context"
	"database/sql"
	"log"
	"net/url"

	"github.com/eclipse/paho.golang/autopaho"
	"github.com/eclipse/paho.golang/paho"
)

// A collector stores what it receives.
type collector struct {
	db   *sql.DB
	work chan *paho.Publish
}

// The callbacks of received messages run on the client's loop of incoming packets.
func (c *collector) client() *paho.Client {
	return paho.NewClient(paho.ClientConfig{
		OnPublishReceived: []func(paho.PublishReceived) (bool, error){
			func(pr paho.PublishReceived) (bool, error) {
				_, err := c.db.Exec("INSERT INTO messages VALUES ($1)", pr.Packet.Payload) // want `callback-blocks: the callback paho.ClientConfig.OnPublishReceived blocks the paho v5 .* loop of the client.*: calls \(\*sql.DB\).Exec; instead: start a goroutine`
				return true, err
			},
		},
	})
}

func (c *collector) routes(client *paho.Client) paho.Router {
	router := paho.NewStandardRouter()
	router.RegisterHandler("store", func(p *paho.Publish) {
		if err := c.store(p); err != nil { // want `callback-blocks: the callback passed to paho.StandardRouter.RegisterHandler blocks the paho v5 .* loop of the client.*: calls \(\*collector\).store → \(\*sql.DB\).Exec`
			log.Print(err)
		}
	})
	router.RegisterHandler("queue", func(p *paho.Publish) { c.work <- p })
	router.RegisterHandler("echo", func(p *paho.Publish) {
		_, err := client.Publish(context.Background(), p) // want `callback-blocks: the callback passed to paho.StandardRouter.RegisterHandler blocks the paho v5 .* loop of the client.*: calls \(\*paho.Client\).Publish`
		if err != nil {
			log.Print(err)
		}
	})
	router.RegisterHandler("answer", func(p *paho.Publish) {
		go func() {
			if _, err := client.Publish(context.Background(), p); err != nil {
				log.Print(err)
			}
		}()
	})
	return router
}

func (c *collector) store(p *paho.Publish) error {
	_, err := c.db.Exec("INSERT INTO messages VALUES ($1)", p.Payload)
	return err
}

// What handles a connection must not wait, since the manager does.
func connect(ctx context.Context, server *url.URL, ready chan<- struct{}) (*autopaho.ConnectionManager, error) {
	return autopaho.NewConnection(ctx, autopaho.ClientConfig{
		ServerUrls: []*url.URL{server},
		OnConnectionUp: func(cm *autopaho.ConnectionManager, ack *paho.Connack) {
			if ack.ReasonCode != 0 {
				if err := cm.Disconnect(ctx); err != nil { // want `forbidden-call: .*ConnectionManager.Disconnect in the callback .* waits in vain: the connection manager's goroutine, which would have to end`
					log.Print(err)
				}
			}
			go func() {
				if _, err := cm.Subscribe(ctx, &paho.Subscribe{Subscriptions: []paho.SubscribeOptions{{Topic: "orders"}}}); err != nil {
					log.Print(err)
				}
			}()
		},
		OnConnectError: func(err error) {
			log.Print(err)
			ready <- struct{}{}
		},
	})
}
