//asynclint-env: GOOS=windows CGO_ENABLED=0

//go:build windows

// Package beep plays with github.com/gopxl/beep/v2.
package beep

import (
	"io"
	"net"

	"github.com/gopxl/beep/v2"
	"github.com/gopxl/beep/v2/speaker"
)

// A blocking stream waits for the network, and the speaker is silent.
type blocking struct {
	conn net.Conn
	err  error
}

func (s *blocking) Stream(samples [][2]float64) (int, bool) {
	var buf [2]byte
	for i := range samples {
		if _, s.err = io.ReadFull(s.conn, buf[:]); s.err != nil { // want `callback-blocks: Stream blocks the audio callback.*: calls io.ReadFull; instead: signal a buffered channel`
			return i, false
		}
		samples[i] = [2]float64{float64(buf[0]), float64(buf[1])}
	}
	return len(samples), true
}

func (s *blocking) Err() error { return s.err }

// An offloaded one plays what has come, and silence otherwise.
type offloaded struct {
	samples chan [2]float64
}

func (s *offloaded) Stream(samples [][2]float64) (int, bool) {
	for i := range samples {
		select {
		case samples[i] = <-s.samples:
		default:
			samples[i] = [2]float64{}
		}
	}
	return len(samples), true
}

func (*offloaded) Err() error { return nil }

// A deadlocked one asks for the lock that is held while it runs.
type deadlocked struct {
	next beep.Streamer
}

func (s *deadlocked) Stream([][2]float64) (int, bool) {
	speaker.Play(s.next) // want `forbidden-call: .*Play`
	return 0, false
}

func (*deadlocked) Err() error { return nil }

// played waits for the end where that is nobody's loop.
func played(s beep.Streamer) {
	done := make(chan struct{})
	speaker.Play(beep.Seq(s, beep.Callback(func() { close(done) })))
	<-done
}
