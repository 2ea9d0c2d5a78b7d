// Package serialaccept is a server that repeats what clients say.
package serialaccept

import (
	"bufio"
	"fmt"
	"log"
	"net"
)

// Serve serves the clients of a listener.
func Serve(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		serve(conn)
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		if _, err := fmt.Fprintln(conn, lines.Text()); err != nil {
			break
		}
	}
	if err := lines.Err(); err != nil {
		log.Print(err)
	}
}
