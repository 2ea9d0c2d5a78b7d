//asynclint-flags: -apimodel.inferred -tags=clibs
//asynclint-pkgconfig: portaudio-2.0

//go:build clibs

// Package portaudio records with github.com/gordonklaus/portaudio.
package portaudio

import (
	"net"

	"github.com/gordonklaus/portaudio"
)

func blocking(packets <-chan []float32) (*portaudio.Stream, error) {
	return portaudio.OpenDefaultStream(0, 1, 44100, 0, func(out []float32) {
		copy(out, <-packets) // want `callback-blocks: the callback passed to portaudio.OpenDefaultStream blocks the PortAudio callback thread.*: receives from packets; instead: copy into a ring buffer`
	})
}

func offloaded(packets <-chan []float32) (*portaudio.Stream, error) {
	return portaudio.OpenDefaultStream(0, 1, 44100, 0, func(out []float32) {
		select {
		case in := <-packets:
			copy(out, in)
		default:
			clear(out)
		}
	})
}

// withBuffer asks for samples where it wants them.
func withBuffer(conn net.Conn) error {
	in := make([]byte, 1024)
	s, err := portaudio.OpenDefaultStream(1, 0, 44100, len(in), in)
	if err != nil {
		return err
	}
	defer s.Close()
	for {
		if err := s.Read(); err != nil {
			return err
		}
		if _, err := conn.Write(in); err != nil {
			return err
		}
	}
}
