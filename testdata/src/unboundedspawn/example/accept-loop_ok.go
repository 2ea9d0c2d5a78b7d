package example

import "net"

func serveOK(ln net.Listener) error {
	slots := make(chan struct{}, 1000)
	for {
		slots <- struct{}{}
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer func() { <-slots }()
			echo(conn)
		}()
	}
}
