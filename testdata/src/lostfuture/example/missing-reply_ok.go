package example

import "net"

type resolved struct {
	addrs []string
	err   error
}

func resolveOrFail(host string) ([]string, error) {
	reply := make(chan resolved, 1)
	go func() {
		addrs, err := net.LookupHost(host)
		reply <- resolved{addrs, err}
	}()
	r := <-reply
	return r.addrs, r.err
}
