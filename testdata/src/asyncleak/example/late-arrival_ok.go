package example

import (
	"context"
	"net"
)

func dialAndClose(ctx context.Context, addr string) (net.Conn, error) {
	ch := make(chan dialed, 1)
	go func() {
		conn, err := net.Dial("tcp", addr)
		ch <- dialed{conn, err}
	}()
	select {
	case <-ctx.Done():
		go func() {
			if d := <-ch; d.err == nil {
				d.conn.Close()
			}
		}()
		return nil, ctx.Err()
	case d := <-ch:
		return d.conn, d.err
	}
}
