// Package sarama consumes and produces with github.com/IBM/sarama.
package sarama

import (
	"context"
	"errors"
	"log"

	"github.com/IBM/sarama"
)

func dropped(ctx context.Context, group sarama.ConsumerGroup, h sarama.ConsumerGroupHandler) {
	go group.Consume(ctx, []string{"events"}, h) // want `go-result: .*Consume`
}

func ended(ctx context.Context, group sarama.ConsumerGroup, h sarama.ConsumerGroupHandler) {
	go func() {
		for {
			if err := group.Consume(ctx, []string{"events"}, h); err != nil { // want `early-return: .*group.Consume`
				return
			}
			if ctx.Err() != nil {
				return
			}
		}
	}()
}

func logged(ctx context.Context, group sarama.ConsumerGroup, h sarama.ConsumerGroupHandler) {
	go func() {
		for ctx.Err() == nil {
			if err := group.Consume(ctx, []string{"events"}, h); err != nil {
				if errors.Is(err, sarama.ErrClosedConsumerGroup) {
					return
				}
				log.Print(err)
			}
		}
	}()
	go func() {
		for err := range group.Errors() {
			log.Print(err)
		}
	}()
}

func produce(ctx context.Context, p sarama.AsyncProducer, events <-chan []byte) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for err := range p.Errors() {
			log.Print(err)
		}
	}()
	for e := range events {
		select {
		case p.Input() <- &sarama.ProducerMessage{Topic: "events", Value: sarama.ByteEncoder(e)}:
		case <-ctx.Done():
			p.AsyncClose()
			<-done
			return ctx.Err()
		}
	}
	p.AsyncClose()
	<-done
	return nil
}
