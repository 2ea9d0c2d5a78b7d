package spinning

import (
	"context"
	"fmt"

	"github.com/IBM/sarama"
	"k8s.io/apimachinery/pkg/watch"
)

// The server ends every watch at some time.
func follow(ctx context.Context, w watch.Interface) {
	for {
		select {
		case event := <-w.ResultChan(): // want `follow spins once w.ResultChan\(\) is closed by the server: the case neither leaves`
			fmt.Println(event.Type)
		case <-ctx.Done():
			return
		}
	}
}

func followed(ctx context.Context, w watch.Interface, again func() watch.Interface) {
	for {
		select {
		case event, ok := <-w.ResultChan():
			if !ok {
				w = again()
				continue
			}
			fmt.Println(event.Type)
		case <-ctx.Done():
			return
		}
	}
}

// A rebalance ends a claim.
func consume(ctx context.Context, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case msg := <-claim.Messages(): // want `consume panics once claim.Messages\(\) is closed by a rebalance: the case uses the nil`
			fmt.Println(msg.Topic)
		case <-ctx.Done():
			return nil
		}
	}
}

func consumed(ctx context.Context, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case msg := <-claim.Messages():
			if msg == nil {
				return nil
			}
			fmt.Println(msg.Topic)
		case <-ctx.Done():
			return nil
		}
	}
}
