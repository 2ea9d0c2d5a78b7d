package example

import "net"

type pool struct {
	idle chan net.Conn
}

func newPool(size int) *pool { return &pool{idle: make(chan net.Conn, size)} }

func (p *pool) get() net.Conn { return <-p.idle }

func (p *pool) put(conn net.Conn) { p.idle <- conn }

func (p *pool) Close() {
	close(p.idle) // want `p.idle is closed with what is still in it: nobody receives and closes that`
}
