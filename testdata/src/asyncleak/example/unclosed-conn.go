package example

import (
	"bufio"
	"log"
	"net"
)

func serve(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go greet(conn)
	}
}

func greet(conn net.Conn) {
	name, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		log.Print(err)
		return // want `conn, accepted at line 11, is not closed when the goroutine returns here`
	}
	conn.Write([]byte("hello " + name))
	conn.Close()
}
