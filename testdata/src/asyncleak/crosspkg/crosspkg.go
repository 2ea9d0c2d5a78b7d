// Package crosspkg acquires and releases through another package.
package crosspkg

import (
	"io"
	"log"
	"net"

	"asyncleak/crosspkg/callee"
)

func opened(name string) {
	go func() {
		f, err := callee.Open(name) // want `f from callee.Open is not closed when the goroutine ends`
		if err != nil {
			log.Print(err)
			return
		}
		io.Copy(io.Discard, f)
	}()
}

func borrowed(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr) // want `conn from net.Dial is not closed when the goroutine ends`
		if err != nil {
			return
		}
		callee.Greet(conn)
	}()
}

func shut(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		callee.Greet(conn)
		callee.Shut(conn)
	}()
}

func all(addr string) {
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		callee.CloseAll(conn)
	}()
}

func openedAndClosed(name string) {
	go func() {
		f, err := callee.Open(name)
		if err != nil {
			return
		}
		defer f.Close()
		io.Copy(io.Discard, f)
	}()
}
