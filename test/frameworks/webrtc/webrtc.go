// Package webrtc connects peers with github.com/pion/webrtc.
package webrtc

import (
	"bytes"
	"log"
	"net/http"

	"github.com/pion/webrtc/v4"
)

// Signalling over the network is what the callbacks are for; a graceful close
// waits for the callback that calls it.
func connect(pc *webrtc.PeerConnection, signal string) (*webrtc.DataChannel, error) {
	pc.OnICECandidate(func(c *webrtc.ICECandidate) {
		if c == nil {
			return
		}
		resp, err := http.Post(signal, "text/plain", bytes.NewBufferString(c.ToJSON().Candidate))
		if err != nil {
			log.Print(err)
			return
		}
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
	})
	dc, err := pc.CreateDataChannel("chat", nil)
	if err != nil {
		return nil, err
	}
	dc.OnMessage(func(m webrtc.DataChannelMessage) {
		if string(m.Data) == "bye" {
			if err := dc.GracefulClose(); err != nil { // want `forbidden-call: .*DataChannel.GracefulClose in the callback passed to .*DataChannel.OnMessage never returns: it waits for the goroutine that is running this callback`
				log.Print(err)
			}
		}
	})
	pc.OnICEConnectionStateChange(func(s webrtc.ICEConnectionState) {
		if s == webrtc.ICEConnectionStateFailed {
			go func() {
				if err := pc.GracefulClose(); err != nil {
					log.Print(err)
				}
			}()
		}
	})
	pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		if s == webrtc.PeerConnectionStateFailed {
			if err := pc.Close(); err != nil {
				log.Print(err)
			}
		}
	})
	return dc, nil
}
