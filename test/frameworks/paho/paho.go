// Package paho talks MQTT with github.com/eclipse/paho.mqtt.golang.
package paho

import (
	"errors"
	"log"
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

func unasked(opts *mqtt.ClientOptions) mqtt.Client {
	client := mqtt.NewClient(opts)
	token := client.Connect() // want `unread-token: nobody asks the mqtt.Token of client.Connect for its error \(Error\)`
	token.Wait()
	return client
}

func asked(opts *mqtt.ClientOptions) (mqtt.Client, error) {
	client := mqtt.NewClient(opts)
	if token := client.Connect(); token.Wait() && token.Error() != nil {
		return nil, token.Error()
	}
	return client, nil
}

func dropped(client mqtt.Client, topic string, payload []byte) {
	client.Publish(topic, 1, false, payload) // want `unread-token: the mqtt.Token of client.Publish is dropped`
	client.Subscribe(topic, 1, nil).Wait()   // want `unread-token: nobody asks the mqtt.Token of client.Subscribe for its error`
}

// With QoS 0 nobody is told whether a message arrives, not even the token.
func casual(client mqtt.Client, topic string, payload []byte) {
	client.Publish(topic, 0, false, payload)
	client.Unsubscribe(topic)
}

func awaited(client mqtt.Client, topic string, qos byte, payload []byte) error {
	token := client.Publish(topic, qos, false, payload)
	if !token.WaitTimeout(time.Second) {
		return errors.New("no answer")
	}
	return token.Error()
}

func helped(client mqtt.Client, topic string, handle mqtt.MessageHandler) error {
	return mqtt.WaitTokenTimeout(client.Subscribe(topic, 1, handle), time.Second)
}

func selected(client mqtt.Client, topic string, quit <-chan struct{}) error {
	token := client.Publish(topic, 2, true, "")
	select {
	case <-token.Done():
		return token.Error()
	case <-quit:
		return nil
	}
}

func options() *mqtt.ClientOptions {
	return mqtt.NewClientOptions().SetConnectionLostHandler(func(_ mqtt.Client, err error) {
		log.Print(err)
	})
}
