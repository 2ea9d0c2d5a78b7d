// Package sarama is a stub of github.com/IBM/sarama.
package sarama

type ConsumerMessage struct {
	Key, Value []byte
	Topic      string
}

type ConsumerGroupClaim interface {
	Topic() string
	Messages() <-chan *ConsumerMessage
}
