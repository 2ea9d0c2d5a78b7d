package testsflag

import (
	"net"
	"sync"
	"testing"
)

func TestQueue(t *testing.T) {
	var mu sync.Mutex
	var q [][]byte
	var conn net.Conn
	wake := make(chan struct{})
	go func() {
		for range wake {
			mu.Lock()
			batch := q
			q = nil
			mu.Unlock()
			for _, b := range batch {
				conn.Write(b)
			}
		}
	}()
	put := func(b []byte) {
		mu.Lock()
		q = append(q, b) // want `a function literal adds to q, and nothing limits how long it gets`
		mu.Unlock()
	}
	put(nil)
}
