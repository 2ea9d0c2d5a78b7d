// Package xds serves configuration with github.com/envoyproxy/go-control-plane.
package xds

import (
	"context"
	"database/sql"

	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	discovery "github.com/envoyproxy/go-control-plane/envoy/service/discovery/v3"
	"github.com/envoyproxy/go-control-plane/pkg/cache/v3"
	"github.com/envoyproxy/go-control-plane/pkg/server/v3"
)

// Callbacks run on the goroutine of the one stream concerned, and delay no
// other one.
type callbacks struct {
	server.CallbackFuncs
	db      *sql.DB
	streams chan int64
}

func (c *callbacks) OnStreamRequest(id int64, req *discovery.DiscoveryRequest) error {
	_, err := c.db.Exec("INSERT INTO requests VALUES ($1, $2)", id, req.GetTypeUrl())
	return err
}

func (c *callbacks) OnStreamClosed(id int64, _ *core.Node) {
	go func() { c.streams <- id }()
}

func serve(ctx context.Context, snapshots cache.Cache, db *sql.DB) server.Server {
	return server.NewServer(ctx, snapshots, &callbacks{db: db, streams: make(chan int64)})
}
