package world

import (
	"context"
	"net"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// A Network has one server.
type Network struct {
	arriving chan net.Conn
	closed   chan struct{}
	close    sync.Once
	open     atomic.Int64
}

// Net returns a network.
func Net(t *harm.Trial) *Network {
	n := &Network{arriving: make(chan net.Conn), closed: make(chan struct{})}
	t.Cleanup(func() { n.Close() })
	return n
}

// CountOpen makes the trial count the server's ends of connections that nobody
// has closed, as [OpenConns].
func (n *Network) CountOpen(t *harm.Trial) {
	t.Count(OpenConns, func() int { return int(n.open.Load()) })
}

// Dial connects to the server.
func (n *Network) Dial() (net.Conn, error) {
	client, server := net.Pipe()
	n.open.Add(1)
	conn := &counted{Conn: server, open: &n.open}
	select {
	case n.arriving <- conn:
		return client, nil
	case <-n.closed:
		conn.Close()
		return nil, net.ErrClosed
	}
}

// Conn returns the server's end of a connection whose client says nothing.
func (n *Network) Conn() net.Conn {
	_, server := net.Pipe()
	n.open.Add(1)
	return &counted{Conn: server, open: &n.open}
}

// Accept, Close and Addr make a Network the listener of its server.
func (n *Network) Accept() (net.Conn, error) {
	select {
	case c := <-n.arriving:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

func (n *Network) Close() error {
	n.close.Do(func() { close(n.closed) })
	return nil
}

func (n *Network) Addr() net.Addr { return &net.UnixAddr{Net: "unix", Name: "witness"} }

// Serve runs an HTTP server on n.
func (n *Network) Serve(t *harm.Trial, h http.Handler) {
	server := &http.Server{Handler: h}
	t.Cleanup(func() { server.Close() })
	go server.Serve(n)
}

// Client returns an HTTP client that asks n's server.
func (n *Network) Client(t *harm.Trial) *http.Client {
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return n.Dial() }}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// Everywhere has those who don't say which HTTP client they want ask n's server.
func (n *Network) Everywhere(t *harm.Trial) { http.DefaultClient = n.Client(t) }

// counted is a connection that is open until it is closed.
type counted struct {
	net.Conn
	open  *atomic.Int64
	close sync.Once
}

func (c *counted) Close() error {
	c.close.Do(func() { c.open.Add(-1) })
	return c.Conn.Close()
}
