// Package coderws talks over WebSockets with github.com/coder/websocket.
package coderws

import (
	"context"
	"database/sql"
	"log"

	"github.com/coder/websocket"
)

// The handlers of pings and pongs run inside of whatever reads the connection.
func dial(ctx context.Context, url string, db *sql.DB) (*websocket.Conn, error) {
	var conn *websocket.Conn
	conn, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{
		OnPingReceived: func(ctx context.Context, _ []byte) bool {
			if err := conn.Ping(ctx); err != nil { // want `forbidden-call: .*Conn.Ping in the callback .* gets nothing: the goroutine that reads the connection is running this callback`
				log.Print(err)
			}
			return true
		},
		OnPongReceived: func(ctx context.Context, _ []byte) {
			if _, err := db.ExecContext(ctx, "UPDATE servers SET seen = now()"); err != nil {
				log.Print(err)
			}
		},
	})
	return conn, err
}

func options(seen chan<- struct{}) *websocket.AcceptOptions {
	return &websocket.AcceptOptions{
		OnPingReceived: func(context.Context, []byte) bool {
			go func() { seen <- struct{}{} }()
			return true
		},
	}
}

func read(ctx context.Context, conn *websocket.Conn, db *sql.DB) error {
	for {
		_, data, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "INSERT INTO messages VALUES ($1)", data); err != nil {
			return err
		}
	}
}
