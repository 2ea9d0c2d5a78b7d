// Package nbio serves connections with github.com/lesismal/nbio.
package nbio

import (
	"database/sql"
	"log"
	"net/http"

	"github.com/lesismal/nbio"
)

// The callbacks run on a poller, with many connections behind it.
func serve(db *sql.DB, auth string) error {
	engine := nbio.NewEngine(nbio.Config{Network: "tcp", Addrs: []string{":8888"}})
	engine.OnOpen(func(c *nbio.Conn) {
		resp, err := http.Get(auth) // want `callback-blocks: the callback passed to nbio.Engine.OnOpen blocks the nbio poller goroutine.*: calls http.Get; instead: Conn.Execute / Engine.Execute`
		if err != nil {
			log.Print(c.Close())
			return
		}
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
	})
	engine.OnData(func(c *nbio.Conn, data []byte) {
		if _, err := db.Exec("INSERT INTO packets VALUES ($1)", data); err != nil { // want `callback-blocks: the callback passed to nbio.Engine.OnData blocks the nbio poller goroutine.*: calls \(\*sql.DB\).Exec`
			log.Print(err)
		}
	})
	return engine.Start()
}

func offloaded(db *sql.DB) error {
	engine := nbio.NewEngine(nbio.Config{Network: "tcp", Addrs: []string{":8888"}})
	engine.OnData(func(c *nbio.Conn, data []byte) {
		data = append([]byte(nil), data...)
		c.Execute(func() {
			if _, err := db.Exec("INSERT INTO packets VALUES ($1)", data); err != nil {
				log.Print(err)
			}
		})
	})
	return engine.Start()
}
