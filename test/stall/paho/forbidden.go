package paho

import mqtt "github.com/eclipse/paho.mqtt.golang"

// forbidden answers orders, and waits in the handler until the broker has the
// answer. That the broker has it comes behind the orders that come meanwhile, which
// nobody takes.
type forbidden struct {
	desk
	begin, done func()
}

func (f *forbidden) listen(c mqtt.Client) error {
	return wait(c.Subscribe("orders", 0, f.onOrder))
}

func (f *forbidden) onOrder(c mqtt.Client, msg mqtt.Message) {
	f.begin()
	answer := c.Publish("answers", 1, false, msg.Payload())
	answer.Wait() // want `loopdeadlock/forbidden-call: .*Token.Wait in .*onOrder waits in vain`
	if err := answer.Error(); err != nil {
		f.fail(err)
	}
	f.done()
}

// permitted does that in a goroutine, for all its orders at once.
type permitted struct{ forbidden }

func (p *permitted) listen(c mqtt.Client) error {
	return wait(c.Subscribe("orders", 0, p.onOrder))
}

func (p *permitted) onOrder(c mqtt.Client, msg mqtt.Message) {
	p.begin()
	go func() {
		if err := wait(c.Publish("answers", 1, false, msg.Payload())); err != nil {
			p.fail(err)
			return
		}
		p.done()
	}()
}
