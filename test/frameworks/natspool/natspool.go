// Package natspool chooses the server to reconnect to with github.com/nats-io/nats.go.
package natspool

import (
	"encoding/json"
	"log"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/nats-io/nats.go"
)

// The choice is made while the connection is locked. Asking another service is
// part of it, asking the connection is not: the servers are an argument.
func connect(url string) (*nats.Conn, error) {
	var nc *nats.Conn
	nc, err := nats.Connect(url,
		nats.ReconnectToServer(func([]nats.Server, nats.ServerInfo) (*nats.Server, time.Duration) {
			pool := nc.ServerPool() // want `forbidden-call: .*Conn.ServerPool in the callback passed to nats.ReconnectToServer never returns: the connection's mutex is held`
			return &pool[0], 0
		}))
	return nc, err
}

func random() nats.Option {
	return nats.ReconnectToServer(func(pool []nats.Server, _ nats.ServerInfo) (*nats.Server, time.Duration) {
		return &pool[rand.N(len(pool))], time.Second
	})
}

func chosen(choice string) nats.Option {
	return nats.ReconnectToServer(func(pool []nats.Server, _ nats.ServerInfo) (*nats.Server, time.Duration) {
		resp, err := http.Get(choice)
		if err != nil {
			log.Print(err)
			return &pool[0], 0
		}
		defer resp.Body.Close()
		var i int
		if err := json.NewDecoder(resp.Body).Decode(&i); err != nil {
			log.Print(err)
		}
		return &pool[i%len(pool)], 0
	})
}
