// Package gorillaws talks over WebSockets with github.com/gorilla/websocket.
package gorillaws

import (
	"database/sql"
	"log"
	"time"

	"github.com/gorilla/websocket"
)

// The handlers of control frames run inside of whatever reads the connection,
// and delay no other one.
func read(conn *websocket.Conn, db *sql.DB) error {
	conn.SetPongHandler(func(string) error {
		_, err := db.Exec("UPDATE clients SET seen = now()")
		return err
	})
	conn.SetPingHandler(func(text string) error {
		return conn.WriteControl(websocket.PongMessage, []byte(text), time.Now().Add(time.Second))
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
