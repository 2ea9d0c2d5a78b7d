// Package pahounordered gives up the order, and gets a goroutine for each
// message.
package pahounordered

import (
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

func run() {
	client := mqtt.NewClient(mqtt.NewClientOptions().SetOrderMatters(false))
	client.Subscribe("a", 1, func(c mqtt.Client, m mqtt.Message) {
		time.Sleep(time.Second)
	})
	client.AddRoute("b", handle)
}

func handle(c mqtt.Client, m mqtt.Message) { c.Publish("b", 1, false, "x").Wait() }
