package netpoll

import (
	"context"
	"database/sql"
	"log"

	"github.com/cloudwego/netpoll"
)

// A session tells a database of its beginning and its end.
type sessions struct{ db *sql.DB }

// What prepares a connection, and what hears of its end, runs on the poller;
// what serves it has a goroutine.
func (s *sessions) serve() (netpoll.EventLoop, error) {
	return netpoll.NewEventLoop(s.request,
		netpoll.WithOnPrepare(func(conn netpoll.Connection) context.Context {
			var user string
			if err := s.db.QueryRow("SELECT name FROM hosts WHERE addr = $1", conn.RemoteAddr().String()).Scan(&user); err != nil { // want `callback-blocks: the callback passed to netpoll.WithOnPrepare blocks the netpoll poller.*: calls \(\*sql.DB\).QueryRow; instead: gopool / start a goroutine`
				log.Print(err)
			}
			return context.WithValue(context.Background(), s, user)
		}),
		netpoll.WithOnConnect(func(ctx context.Context, conn netpoll.Connection) context.Context {
			if _, err := s.db.ExecContext(ctx, "INSERT INTO sessions VALUES ($1)", conn.RemoteAddr().String()); err != nil {
				log.Print(err)
			}
			return ctx
		}),
		netpoll.WithOnDisconnect(s.ended))
}

func (s *sessions) ended(ctx context.Context, conn netpoll.Connection) {
	if _, err := s.db.ExecContext(ctx, "DELETE FROM sessions WHERE addr = $1", conn.RemoteAddr().String()); err != nil { // want `callback-blocks: ended blocks the netpoll poller.*: calls \(\*sql.DB\).ExecContext`
		log.Print(err)
	}
}

func (s *sessions) request(ctx context.Context, conn netpoll.Connection) error {
	line, err := conn.Reader().Next(conn.Reader().Len())
	if err != nil {
		log.Print(err)
		return err
	}
	if _, err := s.db.ExecContext(ctx, "INSERT INTO lines VALUES ($1)", line); err != nil {
		log.Print(err)
	}
	return nil
}

func (s *sessions) offloaded() netpoll.Option {
	return netpoll.WithOnDisconnect(func(ctx context.Context, conn netpoll.Connection) {
		addr := conn.RemoteAddr().String()
		go func() {
			if _, err := s.db.Exec("DELETE FROM sessions WHERE addr = $1", addr); err != nil {
				log.Print(err)
			}
		}()
	})
}
