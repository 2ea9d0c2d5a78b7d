// Package unclosedconn forgets a connection whose client says nothing.
package unclosedconn

import (
	"bufio"
	"io"
	"log"
	"net"
)

// Serve answers each client's line.
func Serve(l net.Listener, answer func(string) string) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go serve(conn, answer)
	}
}

func serve(conn net.Conn, answer func(string) string) {
	defer conn.Close()
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		log.Printf("read: %v", err)
		return
	}
	if _, err := io.WriteString(conn, answer(line)); err != nil {
		log.Printf("write: %v", err)
	}
}
