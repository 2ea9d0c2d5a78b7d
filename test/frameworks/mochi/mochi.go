// Package mochi serves MQTT with github.com/mochi-mqtt/server.
package mochi

import (
	"database/sql"
	"time"

	mqtt "github.com/mochi-mqtt/server/v2"
	"github.com/mochi-mqtt/server/v2/packets"
)

// A hook runs on the goroutine of the one client concerned: asking a database
// whether it may connect delays nobody else.
type hook struct {
	mqtt.HookBase
	db *sql.DB
}

func (h *hook) Provides(b byte) bool {
	return b == mqtt.OnConnectAuthenticate || b == mqtt.OnPublished
}

func (h *hook) OnConnectAuthenticate(cl *mqtt.Client, pk packets.Packet) bool {
	var known bool
	err := h.db.QueryRow("SELECT true FROM users WHERE name = $1", string(pk.Connect.Username)).Scan(&known)
	if err != nil {
		time.Sleep(time.Second) // whoever guesses has to wait
	}
	return err == nil && known
}

func (h *hook) OnPublished(cl *mqtt.Client, pk packets.Packet) {
	go func() { _, _ = h.db.Exec("INSERT INTO messages VALUES ($1)", pk.Payload) }()
}

func serve(db *sql.DB) (*mqtt.Server, error) {
	server := mqtt.New(nil)
	if err := server.AddHook(&hook{db: db}, nil); err != nil {
		return nil, err
	}
	return server, server.Serve()
}
