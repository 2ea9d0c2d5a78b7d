package example

import (
	"net"
	"runtime"
)

type client struct{ conn net.Conn }

func dial(conn net.Conn) *client {
	c := &client{conn: conn}
	runtime.AddCleanup(c, func(conn net.Conn) {
		conn.Write([]byte("BYE\n")) // want `the callback passed to runtime.AddCleanup blocks the shared cleanup goroutines: calls net.Conn.Write; instead: start a goroutine`
		conn.Close()
	}, conn)
	return c
}
