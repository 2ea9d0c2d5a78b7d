// Package droppedresult has callbacks whose results their callers drop.
package droppedresult

import (
	"context"
	"encoding/json"
	"log"

	"github.com/cloudwego/netpoll"
)

type order struct{ Name string }

func literal() (netpoll.EventLoop, error) {
	return netpoll.NewEventLoop(func(ctx context.Context, conn netpoll.Connection) error {
		var o order
		if err := json.Unmarshal(nil, &o); err != nil {
			return err // want `netpoll.NewEventLoop drops the error that its callback returns here: nobody hears of the failure`
		}
		return nil
	})
}

func named() (netpoll.EventLoop, error) { return netpoll.NewEventLoop(serve) }

func serve(ctx context.Context, conn netpoll.Connection) error {
	return json.Unmarshal(nil, new(order)) // want `netpoll.NewEventLoop drops the error`
}

type server struct{ failed int }

func (s *server) start() (netpoll.EventLoop, error) { return netpoll.NewEventLoop(s.onRequest) }

func (s *server) onRequest(ctx context.Context, conn netpoll.Connection) error {
	return save(ctx) // want `netpoll.NewEventLoop drops the error`
}

func save(ctx context.Context) error { return json.Unmarshal(nil, new(order)) }

// What follows is fine.

func logs() (netpoll.EventLoop, error) {
	return netpoll.NewEventLoop(func(ctx context.Context, conn netpoll.Connection) error {
		err := json.Unmarshal(nil, new(order))
		if err != nil {
			log.Print(err)
		}
		return err
	})
}

func (s *server) counts() (netpoll.EventLoop, error) {
	return netpoll.NewEventLoop(func(ctx context.Context, conn netpoll.Connection) error {
		if err := json.Unmarshal(nil, new(order)); err != nil {
			s.failed++
			return err
		}
		return nil
	})
}

func answers() (netpoll.EventLoop, error) {
	return netpoll.NewEventLoop(func(ctx context.Context, conn netpoll.Connection) error {
		if err := json.Unmarshal(nil, new(order)); err != nil {
			conn.Write([]byte("no"))
			return err
		}
		return nil
	})
}

func ends() (netpoll.EventLoop, error) {
	return netpoll.NewEventLoop(func(ctx context.Context, conn netpoll.Connection) error {
		if _, err := conn.Read(nil); err != nil {
			return err // how the end is told
		}
		return conn.Close()
	})
}

func nothing() (netpoll.EventLoop, error) {
	return netpoll.NewEventLoop(func(context.Context, netpoll.Connection) error { return nil })
}

func other(take func(func(context.Context, netpoll.Connection) error)) {
	take(serveQuietly)
}

func serveQuietly(ctx context.Context, conn netpoll.Connection) error { return save(ctx) }

func unknown(f netpoll.OnRequest) (netpoll.EventLoop, error) { return netpoll.NewEventLoop(f) }
