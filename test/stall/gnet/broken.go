package gnet

import (
	"bytes"

	"github.com/panjf2000/gnet/v2"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// broken says again what a client says, and enters some of it in the ledger, on
// the event loop.
type broken struct {
	engine
	ledger *store.Ledger
}

func (s *broken) OnTraffic(c gnet.Conn) gnet.Action {
	data, err := c.Next(-1)
	if err != nil {
		return gnet.Close
	}
	if bytes.HasPrefix(data, order) {
		if err := s.ledger.Add(string(data)); err != nil { // want `loopblock/callback-blocks: .*OnTraffic.*gnet.*Exec`
			return gnet.Close
		}
	}
	if _, err := c.Write(data); err != nil {
		return gnet.Close
	}
	return gnet.None
}
