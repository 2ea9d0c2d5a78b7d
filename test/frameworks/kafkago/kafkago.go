// Package kafkago consumes and produces with github.com/segmentio/kafka-go.
package kafkago

import (
	"context"
	"database/sql"
	"log"

	"github.com/segmentio/kafka-go"
)

// Completion runs on a goroutine of its batch, for which Close waits.
func writer(db *sql.DB) *kafka.Writer {
	w := &kafka.Writer{Topic: "orders", Async: true}
	w.Completion = func(messages []kafka.Message, err error) {
		if err != nil {
			log.Print(err)
			if err := w.Close(); err != nil { // want `forbidden-call: .*Writer.Close in .* never returns: it waits for this callback`
				log.Print(err)
			}
			return
		}
		for _, m := range messages {
			if _, err := db.Exec("DELETE FROM outbox WHERE id = $1", m.Key); err != nil {
				log.Print(err)
			}
		}
	}
	return w
}

func stopping(w *kafka.Writer) {
	w.Completion = func(_ []kafka.Message, err error) {
		if err != nil {
			log.Print(err)
			go func() {
				if err := w.Close(); err != nil {
					log.Print(err)
				}
			}()
		}
	}
}

// Handling one message after another keeps their order.
func consume(ctx context.Context, r *kafka.Reader, db *sql.DB) error {
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "INSERT INTO orders VALUES ($1)", m.Value); err != nil {
			return err
		}
	}
}
