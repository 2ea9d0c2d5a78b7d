// Package callee acquires and releases for others.
package callee

import (
	"io"
	"net"
	"os"
)

func Open(name string) (*os.File, error) { return os.Open(name) }

func CloseAll(cs ...io.Closer) {
	for _, c := range cs {
		c.Close()
	}
}

func Shut(conn net.Conn) { conn.Close() }

func Greet(conn net.Conn) { conn.Write([]byte("hello")) }
