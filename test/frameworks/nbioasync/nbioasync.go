// Package nbioasync serves connections with github.com/lesismal/nbio, which reads
// them on a pool instead of its pollers.
package nbioasync

import (
	"database/sql"
	"log"

	"github.com/lesismal/nbio"
)

func serve(db *sql.DB) error {
	engine := nbio.NewEngine(nbio.Config{Network: "tcp", Addrs: []string{":8888"}, AsyncReadInPoller: true})
	engine.OnData(func(c *nbio.Conn, data []byte) {
		if _, err := db.Exec("INSERT INTO packets VALUES ($1)", data); err != nil {
			log.Print(err)
		}
	})
	return engine.Start()
}
