//asynclint-flags: -apimodel.inferred

package pahov5

import (
	"log"

	"github.com/eclipse/paho.golang/paho"
)

// Errors are told by the goroutine that met them.
func (c *collector) errors() paho.ClientConfig {
	return paho.ClientConfig{
		OnClientError: func(err error) {
			if _, err := c.db.Exec("INSERT INTO errors VALUES ($1)", err.Error()); err != nil { // want `callback-blocks: the callback paho.ClientConfig.OnClientError blocks the paho v5 .* loop of the client.*: calls \(\*sql.DB\).Exec; instead: start a goroutine`
				log.Print(err)
			}
		},
		OnServerDisconnect: func(d *paho.Disconnect) {
			go func() {
				if _, err := c.db.Exec("INSERT INTO ends VALUES ($1)", d.ReasonCode); err != nil {
					log.Print(err)
				}
			}()
		},
	}
}
