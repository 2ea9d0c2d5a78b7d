package gnet

import (
	"bytes"

	"github.com/panjf2000/gnet/v2"
	"github.com/panjf2000/gnet/v2/pkg/pool/goroutine"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// offloaded does the same, but what takes long in gnet's own pool.
type offloaded struct {
	engine
	ledger *store.Ledger
	pool   *goroutine.Pool
}

func (s *offloaded) OnTraffic(c gnet.Conn) gnet.Action {
	data, err := c.Next(-1)
	if err != nil {
		return gnet.Close
	}
	if bytes.HasPrefix(data, order) {
		data = bytes.Clone(data) // gnet uses the buffer again
		if err := s.pool.Submit(func() { s.enter(c, data) }); err != nil {
			return gnet.Close
		}
		return gnet.None
	}
	if _, err := c.Write(data); err != nil {
		return gnet.Close
	}
	return gnet.None
}

func (s *offloaded) enter(c gnet.Conn, data []byte) {
	err := s.ledger.Add(string(data))
	if err == nil {
		err = c.AsyncWrite(data, nil)
	}
	if err != nil {
		_ = c.Close()
	}
}
