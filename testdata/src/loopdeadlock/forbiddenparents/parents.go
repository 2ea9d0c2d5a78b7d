// Package forbiddenparents hands callbacks to what its objects made, and keeps the
// objects where the function around a callback finds them.
package forbiddenparents

import (
	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/pion/webrtc/v4"
)

type call struct{ pc, other *webrtc.PeerConnection }

// All channels of a connection are read by goroutines that it waits for.
func (c *call) open() error {
	dc, err := c.pc.CreateDataChannel("chat", nil)
	if err != nil {
		return err
	}
	dc.OnMessage(func(m webrtc.DataChannelMessage) {
		if len(m.Data) == 0 {
			c.pc.GracefulClose() // want `webrtc.PeerConnection.GracefulClose in the callback passed to webrtc.DataChannel.OnMessage never returns`
		}
	})
	return nil
}

// The other connection waits for nothing of this one.
func (c *call) relay() error {
	dc, err := c.pc.CreateDataChannel("relay", nil)
	if err != nil {
		return err
	}
	dc.OnMessage(func(m webrtc.DataChannelMessage) {
		if len(m.Data) == 0 {
			c.other.GracefulClose()
		}
		go c.pc.GracefulClose()
	})
	return nil
}

// Two connections: of neither can it be said that it is the one.
func connect() (*call, error) {
	pc, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, err
	}
	other, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, err
	}
	return &call{pc, other}, nil
}

// The only client of the package is a field of the receiver around the callback.
type device struct{ client mqtt.Client }

func (d *device) connect() {
	d.client = mqtt.NewClient(mqtt.NewClientOptions().SetDefaultPublishHandler(func(_ mqtt.Client, msg mqtt.Message) {
		d.client.Publish("ack", 1, false, msg.Payload()).Wait() // want `mqtt.Token.Wait in the callback passed to mqtt.ClientOptions.SetDefaultPublishHandler waits in vain`
	}))
}

// The peer's is another, even if one place makes them all.
func (d *device) bridge(options *mqtt.ClientOptions, peer *device) {
	options.SetDefaultPublishHandler(func(_ mqtt.Client, msg mqtt.Message) {
		peer.client.Publish("forward", 1, false, msg.Payload()).Wait()
	})
}
