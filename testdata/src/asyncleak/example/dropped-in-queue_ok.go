package example

import "net"

type emptied struct {
	idle chan net.Conn
}

func newEmptied(size int) *emptied { return &emptied{idle: make(chan net.Conn, size)} }

func (p *emptied) get() net.Conn { return <-p.idle }

func (p *emptied) put(conn net.Conn) { p.idle <- conn }

func (p *emptied) Close() {
	close(p.idle)
	for conn := range p.idle {
		conn.Close()
	}
}
