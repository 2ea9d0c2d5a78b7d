//asynclint-flags: -apimodel.inferred

package quic

import (
	"database/sql"

	"github.com/quic-go/quic-go"
)

// The server asks for its configuration while it handles packets.
func configured(db *sql.DB, configs map[string]*quic.Config) []*quic.Config {
	return []*quic.Config{{
		GetConfigForClient: func(info *quic.ClientInfo) (*quic.Config, error) {
			var name string
			err := db.QueryRow("SELECT config FROM clients WHERE addr = $1", info.RemoteAddr.String()).Scan(&name) // want `callback-blocks: the callback quic.Config.GetConfigForClient blocks the quic server packet handling.*: calls \(\*sql.DB\).QueryRow; instead: signal another goroutine`
			return configs[name], err
		},
	}, {
		GetConfigForClient: func(info *quic.ClientInfo) (*quic.Config, error) {
			return configs[info.RemoteAddr.Network()], nil
		},
	}}
}
