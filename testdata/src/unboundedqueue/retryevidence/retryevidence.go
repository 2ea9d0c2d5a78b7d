// Package retryevidence has one retry of each kind.
package retryevidence

import "net"

func work(urls chan string, fetch func(string) error) {
	for url := range urls {
		if err := fetch(url); err != nil {
			urls <- url // want `url goes back into urls`
		}
	}
}

func accept(l net.Listener) {
	for {
		var conn, err = net.Conn(nil), error(nil)
		if conn, err = l.Accept(); err != nil { // want `l.Accept is called again at once`
			continue
		}
		conn.Close()
	}
}
