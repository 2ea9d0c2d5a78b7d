// Package growingslice ships logs to a collector.
package growingslice

import (
	"log"
	"net"
)

// A Shipper sends records to a collector, in the background.
type Shipper struct {
	conn    net.Conn
	pending chan []byte
}

// Ship starts a shipper, which runs until Close.
func Ship(conn net.Conn) *Shipper {
	s := &Shipper{conn: conn, pending: make(chan []byte, 16)}
	go s.run()
	return s
}

// Write adds a record. It waits while too many are pending.
func (s *Shipper) Write(record []byte) { s.pending <- record }

// Close has the shipper send what is left, and end.
func (s *Shipper) Close() { close(s.pending) }

func (s *Shipper) run() {
	defer s.conn.Close()
	for record := range s.pending {
		if _, err := s.conn.Write(record); err != nil {
			log.Print(err)
		}
	}
}
