package amqp

import (
	"context"
	"database/sql"

	amqp "github.com/rabbitmq/amqp091-go"
)

// Deliveries wait in a buffer of the client for whoever handles them.
func consume(ctx context.Context, ch *amqp.Channel, db *sql.DB) error {
	deliveries, err := ch.ConsumeWithContext(ctx, "orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if _, err := db.ExecContext(ctx, "INSERT INTO orders VALUES ($1)", d.Body); err != nil {
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// The connection's reader waits until somebody takes the notification: a buffer lets it go on.
func closed(conn *amqp.Connection, ch *amqp.Channel) (<-chan *amqp.Error, <-chan amqp.Confirmation) {
	return conn.NotifyClose(make(chan *amqp.Error, 1)), ch.NotifyPublish(make(chan amqp.Confirmation, 100))
}
