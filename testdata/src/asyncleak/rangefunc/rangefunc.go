// Package rangefunc has tasks that acquire in the body of a range-over-func loop.
package rangefunc

import (
	"iter"
	"log"
	"net"
)

func bug(addrs iter.Seq[string]) {
	go func() {
		for addr := range addrs {
			conn, err := net.Dial("tcp", addr) // want `conn from net.Dial is not closed when the goroutine ends`
			if err != nil {
				continue
			}
			if _, err := conn.Write([]byte("hello")); err != nil {
				log.Print(err)
				return
			}
			conn.Close()
		}
	}()
}

func closes(addrs iter.Seq[string]) {
	go func() {
		for addr := range addrs {
			conn, err := net.Dial("tcp", addr)
			if err != nil {
				continue
			}
			if _, err := conn.Write([]byte("hello")); err != nil {
				log.Print(err)
			}
			conn.Close()
		}
	}()
}

// A defer statement in the loop's body runs at the end of the function.
func defers(addrs iter.Seq[string]) {
	go func() {
		for addr := range addrs {
			conn, err := net.Dial("tcp", addr)
			if err != nil {
				continue
			}
			defer conn.Close()
			conn.Write([]byte("hello"))
		}
	}()
}
