package amqp

import (
	"bytes"
	"context"
	"database/sql"
	"log"
	"net/http"

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

// A forwarder that waits for another service does not hear that the connection is gone.
func forward(conn *amqp.Connection, deliveries <-chan amqp.Delivery, url string) error {
	gone := conn.NotifyClose(make(chan *amqp.Error, 1))
	blocked := conn.NotifyBlocked(make(chan amqp.Blocking, 1))
	for {
		select {
		case d := <-deliveries:
			resp, err := http.Post(url, d.ContentType, bytes.NewReader(d.Body)) // want `select-blocks: .*http.Post`
			if err != nil {
				return err
			}
			if err := resp.Body.Close(); err != nil {
				return err
			}
		case b := <-blocked:
			log.Print(b.Reason)
		case err := <-gone:
			return err
		}
	}
}
