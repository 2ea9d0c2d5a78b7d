// Package gorillaws talks over WebSockets with github.com/gorilla/websocket.
package gorillaws

import (
	"database/sql"
	"log"
	"time"

	"github.com/gorilla/websocket"
)

// The handlers of control frames run inside of whatever reads the connection:
// reading there again is what the documentation forbids, waiting is not.
func read(conn *websocket.Conn, db *sql.DB) error {
	conn.SetPongHandler(func(string) error {
		_, err := db.Exec("UPDATE clients SET seen = now()")
		return err
	})
	conn.SetPingHandler(func(text string) error {
		if _, _, err := conn.ReadMessage(); err != nil { // want `forbidden-call: .*ReadMessage`
			return err
		}
		return nil
	})
	conn.SetCloseHandler(func(code int, text string) error {
		return conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, text), time.Now().Add(time.Second))
	})
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		if _, err := db.Exec("INSERT INTO messages VALUES ($1)", data); err != nil {
			return err
		}
	}
}

// A pump hands what it reads to others, and reads on.
func pump(conn *websocket.Conn, messages chan<- []byte) {
	defer close(messages)
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			log.Print(err)
			return
		}
		messages <- data
	}
}
