// Package forbiddenmqttunordered has each message handled on a goroutine of its own.
package forbiddenmqttunordered

import mqtt "github.com/eclipse/paho.mqtt.golang"

func connect() mqtt.Client {
	return mqtt.NewClient(mqtt.NewClientOptions().SetOrderMatters(false).SetDefaultPublishHandler(func(client mqtt.Client, msg mqtt.Message) {
		client.Publish("ack", 1, false, msg.Payload()).Wait()
	}))
}
