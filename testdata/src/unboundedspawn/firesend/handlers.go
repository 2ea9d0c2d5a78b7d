package firesend

import "github.com/nats-io/nats.go"

type subscriber struct {
	msgs chan *nats.Msg
}

func (s *subscriber) subscribe(nc *nats.Conn) error {
	_, err := nc.Subscribe("events", func(m *nats.Msg) {
		go func() { s.msgs <- m }() // want `each message for the handler of nats.Conn.Subscribe starts a goroutine only to send to s.msgs`
	})
	return err
}

// The server sends no more than the handler has time for.
func (s *subscriber) subscribeOK(nc *nats.Conn) error {
	_, err := nc.Subscribe("events", func(m *nats.Msg) {
		s.msgs <- m
	})
	return err
}
