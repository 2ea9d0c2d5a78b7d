//asynclint-flags: -apimodel.inferred

package webrtc

import (
	"net/http"

	"github.com/pion/webrtc/v4"
)

// The gatherer waits for whoever hears of its state.
func gather(pc *webrtc.PeerConnection, signal string, complete chan struct{}, failed func(error)) {
	pc.OnICEGatheringStateChange(func(s webrtc.ICEGatheringState) {
		resp, err := http.Head(signal) // want `callback-blocks: the callback passed to webrtc.PeerConnection.OnICEGatheringStateChange blocks the ICE gatherer goroutine.*: calls http.Head; instead: go func`
		if err != nil {
			failed(err)
			return
		}
		if err := resp.Body.Close(); err != nil {
			failed(err)
		}
	})
	pc.OnICEGatheringStateChange(func(s webrtc.ICEGatheringState) {
		if s == webrtc.ICEGatheringStateComplete {
			close(complete)
		}
	})
}
