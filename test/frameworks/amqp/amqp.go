// Package amqp publishes with github.com/rabbitmq/amqp091-go.
package amqp

import (
	"context"
	"errors"

	amqp "github.com/rabbitmq/amqp091-go"
)

func unheard(ctx context.Context, ch *amqp.Channel, msg amqp.Publishing) error {
	c, err := ch.PublishWithDeferredConfirmWithContext(ctx, "", "queue", true, false, msg)
	if err != nil {
		return err
	}
	c.Wait() // want `unread-answer: the answer of c.Wait is dropped`
	return nil
}

func heard(ctx context.Context, ch *amqp.Channel, msg amqp.Publishing) error {
	c, err := ch.PublishWithDeferredConfirmWithContext(ctx, "", "queue", true, false, msg)
	if err != nil {
		return err
	}
	if !c.Wait() {
		return errors.New("refused")
	}
	return nil
}

func unacknowledged(deliveries <-chan amqp.Delivery, handle func([]byte)) {
	for d := range deliveries {
		handle(d.Body)
		go d.Ack(false) // want `go-result: .*d.Ack`
	}
}

func acknowledged(deliveries <-chan amqp.Delivery, handle func([]byte)) error {
	for d := range deliveries {
		handle(d.Body)
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}
