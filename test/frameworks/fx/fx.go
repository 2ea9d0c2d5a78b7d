// Package fx starts and stops a server with go.uber.org/fx.
package fx

import (
	"context"
	"database/sql"
	"log"
	"net/http"

	"go.uber.org/fx"
)

// hooks may wait: they run once, under a deadline.
func hooks(lc fx.Lifecycle, srv *http.Server, db *sql.DB) {
	lc.Append(fx.Hook{
		OnStart: func(ctx context.Context) error {
			go func() {
				if err := srv.ListenAndServe(); err != http.ErrServerClosed {
					log.Print(err)
				}
			}()
			return db.PingContext(ctx)
		},
		OnStop: srv.Shutdown,
	})
	lc.Append(fx.StartStopHook(db.Ping, db.Close))
}
