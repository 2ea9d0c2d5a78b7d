// Package pubsub publishes and receives with cloud.google.com/go/pubsub.
package pubsub

import (
	"context"
	"log"

	"cloud.google.com/go/pubsub"
)

func dropped(ctx context.Context, topic *pubsub.Topic, data []byte) {
	topic.Publish(ctx, &pubsub.Message{Data: data}) // want `unread-token: the .*PublishResult of topic.Publish is dropped`
}

func ready(ctx context.Context, topic *pubsub.Topic, data []byte) {
	res := topic.Publish(ctx, &pubsub.Message{Data: data}) // want `unread-token: nobody asks the .*PublishResult of topic.Publish for its error \(Get\)`
	<-res.Ready()
}

func asked(ctx context.Context, topic *pubsub.Topic, data []byte) (string, error) {
	return topic.Publish(ctx, &pubsub.Message{Data: data}).Get(ctx)
}

func collected(ctx context.Context, topic *pubsub.Topic, all [][]byte) error {
	var results []*pubsub.PublishResult
	for _, data := range all {
		results = append(results, topic.Publish(ctx, &pubsub.Message{Data: data}))
	}
	for _, res := range results {
		if _, err := res.Get(ctx); err != nil {
			return err
		}
	}
	return nil
}

func received(ctx context.Context, sub *pubsub.Subscription, handle func([]byte) error) error {
	return sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		if err := handle(m.Data); err != nil {
			log.Print(err)
			m.Nack()
			return
		}
		m.Ack()
	})
}

func unattended(ctx context.Context, sub *pubsub.Subscription, handle func(context.Context, *pubsub.Message)) {
	go sub.Receive(ctx, handle) // want `go-result: .*sub.Receive`
}
