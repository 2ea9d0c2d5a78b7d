package accept

import (
	"io"
	"net"
)

type handler[T any] struct{ state T }

func (h *handler[T]) serve(c net.Conn) {
	defer c.Close()
	io.ReadAll(c)
}

func generic[T any](ln net.Listener, h *handler[T]) {
	for {
		c, err := ln.Accept()
		if err != nil {
			return
		}
		h.serve(c) // want `generic waits for what one client sends before it accepts the next: calls handler.serve → io.ReadAll without`
	}
}
