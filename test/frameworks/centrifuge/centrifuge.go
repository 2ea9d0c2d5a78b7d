// Package centrifuge serves real-time connections with github.com/centrifugal/centrifuge.
package centrifuge

import (
	"database/sql"

	"github.com/centrifugal/centrifuge"
)

// The handlers of a client run on the goroutine that reads from its connection,
// and delay that one client; answering from a goroutine is documented too.
func serve(node *centrifuge.Node, db *sql.DB) error {
	node.OnConnect(func(client *centrifuge.Client) {
		client.OnPublish(func(e centrifuge.PublishEvent, reply centrifuge.PublishCallback) {
			_, err := db.Exec("INSERT INTO messages VALUES ($1, $2)", e.Channel, e.Data)
			reply(centrifuge.PublishReply{}, err)
		})
		client.OnRPC(func(e centrifuge.RPCEvent, reply centrifuge.RPCCallback) {
			go func() {
				var data []byte
				err := db.QueryRow("SELECT data FROM answers WHERE method = $1", e.Method).Scan(&data)
				reply(centrifuge.RPCReply{Data: data}, err)
			}()
		})
		client.OnAlive(func() { _ = db.Ping() })
	})
	return node.Run()
}
