//go:build go1.21

// Package go121 is written in Go 1.21, where iterations share their variables.
package go121

import "net"

func serve(l net.Listener) error {
	_, err := net.Listen("tcp", l.Addr().String())
	return err
}

func start(ls []net.Listener) {
	for _, l := range ls {
		go serve(l) // want `drops the error of serve`
	}
	for _, l := range ls {
		l := l
		go serve(l) // want `drops the error of serve`
	}
}
