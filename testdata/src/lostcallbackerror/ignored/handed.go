package ignored

import (
	"context"
	"log"
	"sync/atomic"

	"github.com/twmb/franz-go/pkg/kgo"
)

func send(client *kgo.Client, r *kgo.Record, sent *atomic.Int64) {
	client.Produce(context.Background(), r, func(r *kgo.Record, err error) { // want `callback of client.Produce never reads .+, and nobody else is told of it`
		sent.Add(1)
	})
}

func trySend(client *kgo.Client, r *kgo.Record) {
	client.TryProduce(context.Background(), r, done)
}

func done(r *kgo.Record, err error) { // want `callback of client.TryProduce never reads .+, and nobody else is told of it`
	log.Printf("sent %s", r.Key)
}
