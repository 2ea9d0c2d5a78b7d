// Package typeparams has tasks in generic functions.
package typeparams

import (
	"fmt"
	"net"
)

func bug[T any](addr string, v T) {
	go func() {
		conn, err := net.Dial("tcp", addr) // want `conn from net.Dial is not closed when the goroutine ends`
		if err != nil {
			return
		}
		fmt.Fprint(conn, v)
	}()
}

func closes[T any](addr string, v T) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		defer conn.Close()
		fmt.Fprint(conn, v)
	}()
}

type set[T comparable] struct{ all map[T]net.Conn }

func (s *set[T]) keeps(key T, addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		s.all[key] = conn
	}()
}

func helper[C interface{ Close() error }](c C) { c.Close() }

func throughHelper(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		helper(conn)
	}()
}
