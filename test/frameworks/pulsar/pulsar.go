// Package pulsar produces with github.com/apache/pulsar-client-go.
package pulsar

import (
	"context"
	"database/sql"
	"log"

	"github.com/apache/pulsar-client-go/pulsar"
)

// Callbacks run on the producer's loop, or on the goroutine that reads its connection.
func send(ctx context.Context, producer pulsar.Producer, db *sql.DB, m *pulsar.ProducerMessage, sent chan<- error) {
	producer.SendAsync(ctx, m, func(_ pulsar.MessageID, m *pulsar.ProducerMessage, err error) {
		if err != nil {
			log.Print(err)
			return
		}
		if _, err := db.Exec("DELETE FROM outbox WHERE key = $1", m.Key); err != nil { // want `callback-blocks: the callback passed to pulsar.Producer.SendAsync blocks the producer event loop / connection reader goroutine.*: calls \(\*sql.DB\).Exec; instead: send the result on a buffered channel`
			log.Print(err)
		}
	})
	producer.SendAsync(ctx, m, func(_ pulsar.MessageID, m *pulsar.ProducerMessage, err error) {
		if err != nil {
			log.Print(err)
			if _, err := producer.Send(ctx, m); err != nil { // want `forbidden-call: .*Send`
				log.Print(err)
			}
		}
	})
	producer.SendAsync(ctx, m, func(_ pulsar.MessageID, _ *pulsar.ProducerMessage, err error) { sent <- err })
}
