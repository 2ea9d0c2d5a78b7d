// Package xjsonrpc2 serves JSON-RPC with golang.org/x/exp/jsonrpc2.
package xjsonrpc2

import (
	"context"
	"net/http"

	"golang.org/x/exp/jsonrpc2"
)

// A preempter is asked by the loop that reads the connection.
type preempter struct {
	url  string
	conn *jsonrpc2.Connection
}

func (p *preempter) Preempt(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	switch req.Method {
	case "ping":
		resp, err := http.Get(p.url) // want `callback-blocks: Preempt blocks the jsonrpc2 connection read loop.*: calls http.Get; instead: return ErrNotHandled`
		if err != nil {
			return nil, err
		}
		return resp.Status, resp.Body.Close()
	case "echo":
		var out any
		err := p.conn.Call(ctx, "echo", req.Params).Await(ctx, &out) // want `forbidden-call: .*AsyncCall.Await in .*Preempt never returns: the connection's read loop`
		return out, err
	}
	return nil, jsonrpc2.ErrNotHandled
}

func connect(ctx context.Context, dialer jsonrpc2.Dialer, url string) (*jsonrpc2.Connection, error) {
	p := &preempter{url: url}
	conn, err := jsonrpc2.Dial(ctx, dialer, jsonrpc2.ConnectionOptions{Preempter: p, Handler: &handler{url}})
	p.conn = conn
	return conn, err
}

// A handler has the requests that were queued.
type handler struct{ url string }

func (h *handler) Handle(_ context.Context, req *jsonrpc2.Request) (any, error) {
	resp, err := http.Get(h.url)
	if err != nil {
		return nil, err
	}
	return resp.Status, resp.Body.Close()
}

// Those that it need not wait for, it answers later.
type canceller struct{ cancelled chan jsonrpc2.ID }

func (c *canceller) Preempt(_ context.Context, req *jsonrpc2.Request) (any, error) {
	if req.Method != "cancel" {
		return nil, jsonrpc2.ErrNotHandled
	}
	go func() { c.cancelled <- req.ID }()
	return nil, jsonrpc2.ErrAsyncResponse
}
