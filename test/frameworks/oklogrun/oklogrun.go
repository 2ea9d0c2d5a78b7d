// Package oklogrun runs servers with github.com/oklog/run.
package oklogrun

import (
	"context"
	"net/http"
	"time"

	"github.com/oklog/run"
)

// An interrupt may wait for what it ends: it runs once.
func serve(g *run.Group, srv *http.Server) error {
	g.Add(srv.ListenAndServe, func(error) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = srv.Shutdown(ctx)
	})
	return g.Run()
}
