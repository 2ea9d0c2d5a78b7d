// Package gws serves WebSockets with github.com/lxzan/gws.
package gws

import (
	"database/sql"
	"log"
	"net/http"

	"github.com/lxzan/gws"
)

// A handler is called by the goroutine that reads its connection, which waits
// for the handler: that is the back pressure of this one client.
type handler struct {
	gws.BuiltinEventHandler
	db *sql.DB
}

func (h *handler) OnMessage(socket *gws.Conn, message *gws.Message) {
	defer message.Close()
	if _, err := h.db.Exec("INSERT INTO messages VALUES ($1)", message.Bytes()); err != nil {
		log.Print(err)
	}
}

func (h *handler) OnOpen(socket *gws.Conn) {
	go func() {
		var text []byte
		if err := h.db.QueryRow("SELECT text FROM greetings").Scan(&text); err != nil {
			log.Print(err)
			return
		}
		socket.WriteAsync(gws.OpcodeText, text, nil)
	}()
}

func serve(db *sql.DB) http.Handler {
	upgrader := gws.NewUpgrader(&handler{db: db}, &gws.ServerOption{ParallelEnabled: true})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		socket, err := upgrader.Upgrade(w, r)
		if err != nil {
			log.Print(err)
			return
		}
		go socket.ReadLoop()
	})
}
