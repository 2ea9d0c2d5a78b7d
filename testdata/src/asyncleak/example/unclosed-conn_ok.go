package example

import (
	"bufio"
	"log"
	"net"
)

func serveAndClose(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go greetAndClose(conn)
	}
}

func greetAndClose(conn net.Conn) {
	defer conn.Close()
	name, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		log.Print(err)
		return
	}
	conn.Write([]byte("hello " + name))
}
