// Package acceptloop collects crash reports.
package acceptloop

import (
	"bufio"
	"log"
	"net"
)

// Serve keeps the reports that the clients of a listener send, one each.
func Serve(l net.Listener, keep func(string) error) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go serve(conn, keep)
	}
}

func serve(conn net.Conn, keep func(string) error) {
	defer conn.Close()
	report, err := bufio.NewReader(conn).ReadString('\n')
	if err == nil {
		err = keep(report)
	}
	if err != nil {
		log.Printf("report from %s: %v", conn.RemoteAddr(), err)
	}
}
