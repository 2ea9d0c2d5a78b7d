// Package pgx hears what PostgreSQL says, with github.com/jackc/pgx/v5.
package pgx

import (
	"context"
	"net/http"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// refused asks on the connection that is busy calling it, and fails at once.
func refused(ctx context.Context, url string) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.OnNotification = func(c *pgconn.PgConn, n *pgconn.Notification) {
		c.ExecParams(ctx, "SELECT notified($1)", [][]byte{[]byte(n.Payload)}, nil, nil, nil)
	}
	return pgx.ConnectConfig(ctx, config)
}

func offloaded(ctx context.Context, url string, notifications chan<- *pgconn.Notification) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.OnNotification = func(_ *pgconn.PgConn, n *pgconn.Notification) {
		notifications <- n
	}
	// Whose query it is waits, and nobody else.
	config.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) {
		resp, err := http.Post("https://example.org/notice", "text/plain", strings.NewReader(n.Message))
		if err == nil {
			_ = resp.Body.Close()
		}
	}
	return pgx.ConnectConfig(ctx, config)
}
