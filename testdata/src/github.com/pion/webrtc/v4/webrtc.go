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

type DataChannelInit struct{ Protocol *string }

type DataChannelMessage struct {
	IsString bool
	Data     []byte
}

func (pc *PeerConnection) CreateDataChannel(label string, options *DataChannelInit) (*DataChannel, error) {
	return nil, nil
}

type DataChannel struct{ _ int }

func (d *DataChannel) OnMessage(f func(msg DataChannelMessage)) {}
