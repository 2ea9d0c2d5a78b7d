// Package webrtc is a stub: signatures of github.com/pion/webrtc/v4.
package webrtc

type Configuration struct{}

type ICEConnectionState int

const ICEConnectionStateFailed ICEConnectionState = 6

type PeerConnection struct{ _ int }

func NewPeerConnection(configuration Configuration) (*PeerConnection, error) { return nil, nil }

func (pc *PeerConnection) OnICEConnectionStateChange(f func(ICEConnectionState)) {}
func (pc *PeerConnection) Close() error                                          { return nil }
func (pc *PeerConnection) GracefulClose() error                                  { return nil }
