package example

import (
	"io"
	"net"
)

func serve(ln net.Listener) error {
	for {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		go echo(conn) // want `each connection from ln.Accept starts a goroutine, and nothing here limits how many there are`
	}
}

func echo(conn net.Conn) {
	defer conn.Close()
	io.Copy(conn, conn)
}
