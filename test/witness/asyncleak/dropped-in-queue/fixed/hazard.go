// Package droppedinqueue closes a queue with connections in it.
package droppedinqueue

import "net"

// A Pool keeps connections that nobody needs just now.
type Pool struct {
	idle chan net.Conn
}

// New returns a pool with room for some connections.
func New(size int) *Pool { return &Pool{idle: make(chan net.Conn, size)} }

// Get returns a connection, when there is one.
func (p *Pool) Get() net.Conn { return <-p.idle }

// Put gives a connection back.
func (p *Pool) Put(conn net.Conn) { p.idle <- conn }

// Close is called when all connections have been given back.
func (p *Pool) Close() {
	close(p.idle)
	for conn := range p.idle {
		conn.Close()
	}
}
