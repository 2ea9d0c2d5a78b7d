// Package netpoll serves connections with github.com/cloudwego/netpoll.
package netpoll

import (
	"context"
	"encoding/json"
	"log"

	"github.com/cloudwego/netpoll"
)

func serve(store func([]byte) error) (netpoll.EventLoop, error) {
	return netpoll.NewEventLoop(func(ctx context.Context, conn netpoll.Connection) error {
		text, err := json.Marshal(conn.RemoteAddr().String())
		if err != nil {
			return err // want `dropped-in-callback: netpoll.NewEventLoop drops the error that its callback returns here`
		}
		return store(text)
	})
}

func told(store func([]byte) error) (netpoll.EventLoop, error) {
	return netpoll.NewEventLoop(func(ctx context.Context, conn netpoll.Connection) error {
		text, err := json.Marshal(conn.RemoteAddr().String())
		if err != nil {
			log.Print(err)
			return err
		}
		return store(text)
	})
}
