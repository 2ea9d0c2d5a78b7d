// Package mqtt is a stub: signatures of github.com/eclipse/paho.mqtt.golang.
package mqtt

import "time"

type Message interface {
	Topic() string
	Payload() []byte
}

type Token interface {
	Wait() bool
	WaitTimeout(time.Duration) bool
	Done() <-chan struct{}
	Error() error
}

type MessageHandler func(Client, Message)

type OnConnectHandler func(Client)

type Client interface {
	Publish(topic string, qos byte, retained bool, payload interface{}) Token
	Subscribe(topic string, qos byte, callback MessageHandler) Token
	Unsubscribe(topics ...string) Token
	AddRoute(topic string, callback MessageHandler)
}

type ClientOptions struct {
	Order bool
}

func NewClientOptions() *ClientOptions { return nil }

func (o *ClientOptions) SetOrderMatters(order bool) *ClientOptions { return o }

func (o *ClientOptions) SetDefaultPublishHandler(defaultHandler MessageHandler) *ClientOptions {
	return o
}

func (o *ClientOptions) SetOnConnectHandler(onConn OnConnectHandler) *ClientOptions { return o }

func NewClient(o *ClientOptions) Client { return nil }
