package example

import (
	"context"
	"net"
)

type dialed struct {
	conn net.Conn
	err  error
}

func dial(ctx context.Context, addr string) (net.Conn, error) {
	ch := make(chan dialed, 1)
	go func() {
		conn, err := net.Dial("tcp", addr)
		ch <- dialed{conn, err} // want `conn from net.Dial is never closed if it arrives late: dial can return at line 21 without receiving from ch`
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case d := <-ch:
		return d.conn, d.err
	}
}
