package fixslog

import (
	l "log/slog"
	"net"
)

func info() { l.Info("") }

func more(ln net.Listener, work func(net.Listener) error) {
	go serve(ln) // want `drops the error of serve`
	{
		l := ln
		go serve(l) // want `drops the error of serve`
	}
}

func serve(ln net.Listener) error {
	_, err := net.Listen("tcp", ln.Addr().String())
	return err
}
