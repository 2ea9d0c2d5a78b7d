package example

import (
	"io"
	"net"
)

func echo(ln net.Listener) error {
	for {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		serve(conn) // want `echo waits for what one client sends before it accepts the next: calls serve → io.Copy without a read deadline`
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	io.Copy(conn, conn)
}
