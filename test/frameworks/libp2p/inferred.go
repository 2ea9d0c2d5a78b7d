//asynclint-flags: -apimodel.inferred

package libp2p

import (
	"net/http"

	"github.com/libp2p/go-libp2p/core/connmgr"
	"github.com/libp2p/go-libp2p/core/peer"
)

// A gater is asked on the way of each connection.
type gater struct {
	connmgr.ConnectionGater
	url string
}

func (g *gater) InterceptPeerDial(p peer.ID) bool {
	resp, err := http.Get(g.url + p.String()) // want `callback-blocks: InterceptPeerDial blocks the dial/accept path.*: calls http.Get; instead: pure lookups`
	if err != nil {
		return false
	}
	return resp.StatusCode == http.StatusOK && resp.Body.Close() == nil
}

// A list is looked up.
type list struct {
	connmgr.ConnectionGater
	blocked map[peer.ID]bool
}

func (l *list) InterceptPeerDial(p peer.ID) bool { return !l.blocked[p] }
