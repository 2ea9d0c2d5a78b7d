// Package jsonrpc2 serves JSON-RPC with github.com/sourcegraph/jsonrpc2.
package jsonrpc2

import (
	"context"
	"database/sql"
	"log"

	"github.com/sourcegraph/jsonrpc2"
)

// A handler keeps its connection from reading the next request, by the choice of
// who does not wrap it.
type handler struct{ db *sql.DB }

func (h *handler) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	if _, err := h.db.ExecContext(ctx, "INSERT INTO requests VALUES ($1)", req.Method); err != nil {
		log.Print(err)
	}
}

// AsyncHandler gives each request a goroutine, on which the answer can be waited for.
func connect(ctx context.Context, stream jsonrpc2.ObjectStream) *jsonrpc2.Conn {
	return jsonrpc2.NewConn(ctx, stream, jsonrpc2.AsyncHandler(jsonrpc2.HandlerWithError(
		func(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) (any, error) {
			var root string
			err := conn.Call(ctx, "workspace/root", nil, &root)
			return root, err
		})))
}

func later(ctx context.Context, stream jsonrpc2.ObjectStream) *jsonrpc2.Conn {
	return jsonrpc2.NewConn(ctx, stream, jsonrpc2.HandlerWithError(
		func(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) (any, error) {
			go func() {
				if err := conn.Call(ctx, "client/refresh", nil, nil); err != nil {
					log.Print(err)
				}
			}()
			return nil, nil
		}))
}
