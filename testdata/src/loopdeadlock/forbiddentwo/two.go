// Package forbiddentwo makes all its clients in one place.
package forbiddentwo

import mqtt "github.com/eclipse/paho.mqtt.golang"

type bridge struct{ in, out mqtt.Client }

func connect(options *mqtt.ClientOptions) mqtt.Client { return mqtt.NewClient(options) }

func start() *bridge {
	b := &bridge{out: connect(mqtt.NewClientOptions())}
	b.in = connect(mqtt.NewClientOptions().SetDefaultPublishHandler(b.forward))
	return b
}

func (b *bridge) forward(_ mqtt.Client, msg mqtt.Message) {
	b.out.Publish(msg.Topic(), 1, false, msg.Payload()).Wait()
}
