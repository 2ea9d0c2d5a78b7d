package example

import (
	"net"
	"runtime"
)

func dialPolitely(conn net.Conn) *client {
	c := &client{conn: conn}
	runtime.AddCleanup(c, func(conn net.Conn) {
		go func() {
			conn.Write([]byte("BYE\n"))
			conn.Close()
		}()
	}, conn)
	return c
}
