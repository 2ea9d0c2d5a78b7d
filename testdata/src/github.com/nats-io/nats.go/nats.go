// Package nats is a stub of github.com/nats-io/nats.go.
package nats

type Conn struct{}

type Subscription struct{}

type ErrHandler func(*Conn, *Subscription, error)

type Options struct {
	AsyncErrorCB ErrHandler
}

type Option func(*Options) error

func ErrorHandler(cb ErrHandler) Option { return nil }

type Msg struct {
	Subject string
	Reply   string
	Data    []byte
}

type MsgHandler func(msg *Msg)

func (nc *Conn) Subscribe(subj string, cb MsgHandler) (*Subscription, error) { return nil, nil }
func (nc *Conn) QueueSubscribe(subj, queue string, cb MsgHandler) (*Subscription, error) {
	return nil, nil
}
