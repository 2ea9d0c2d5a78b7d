// Package coderws talks over WebSockets with github.com/coder/websocket.
package coderws

import (
	"context"
	"database/sql"
	"log"
	"net/http"

	"github.com/coder/websocket"
)

// The handlers of pings and pongs run inside of whatever reads the connection.
func dial(ctx context.Context, url string, db *sql.DB) (*websocket.Conn, error) {
	var conn *websocket.Conn
	conn, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{
		OnPingReceived: func(ctx context.Context, _ []byte) bool {
			if err := conn.Ping(ctx); err != nil { // want `forbidden-call: .*Ping`
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

func accept(w http.ResponseWriter, r *http.Request, seen chan<- struct{}) (*websocket.Conn, error) {
	return websocket.Accept(w, r, &websocket.AcceptOptions{
		OnPingReceived: func(context.Context, []byte) bool {
			go func() { seen <- struct{}{} }()
			return true
		},
	})
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
