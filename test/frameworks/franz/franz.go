// Package franz consumes and produces with github.com/twmb/franz-go.
package franz

import (
	"context"
	"errors"
	"log"
	"strconv"

	"github.com/twmb/franz-go/pkg/kgo"
)

func dropped(ctx context.Context, client *kgo.Client, r *kgo.Record) {
	client.ProduceSync(ctx, r) // want `unread-token: the kgo.ProduceResults of client.ProduceSync is dropped`
}

func asked(ctx context.Context, client *kgo.Client, r *kgo.Record) error {
	return client.ProduceSync(ctx, r).FirstErr()
}

func ranged(ctx context.Context, client *kgo.Client, rs []*kgo.Record) {
	for _, res := range client.ProduceSync(ctx, rs...) {
		if res.Err != nil {
			log.Print(res.Err)
		}
	}
}

func unread(ctx context.Context, client *kgo.Client, r *kgo.Record, sent func(*kgo.Record)) {
	client.Produce(ctx, r, func(r *kgo.Record, err error) { // want `ignored-param: callback of client.Produce`
		sent(r)
	})
}

func read(ctx context.Context, client *kgo.Client, r *kgo.Record) {
	client.Produce(ctx, r, func(r *kgo.Record, err error) {
		if err != nil {
			log.Printf("%s: %v", r.Topic, err)
		}
	})
	client.TryProduce(ctx, r, kgo.AbortingFirstErrPromise(client).Promise())
}

func shadowed(fetches kgo.Fetches) (sum int, err error) {
	fetches.EachRecord(func(r *kgo.Record) {
		n, err := strconv.Atoi(string(r.Value)) // want `shadowed: `
		if err != nil {
			return
		}
		sum += n
	})
	return sum, err
}

func kept(fetches kgo.Fetches) (sum int, err error) {
	fetches.EachRecord(func(r *kgo.Record) {
		n, recordErr := strconv.Atoi(string(r.Value))
		if recordErr != nil {
			err = errors.Join(err, recordErr)
			return
		}
		sum += n
	})
	return sum, err
}

func consume(ctx context.Context, client *kgo.Client, handle func(*kgo.Record)) error {
	for {
		fetches := client.PollFetches(ctx)
		if fetches.IsClientClosed() {
			return nil
		}
		if err := fetches.Err(); err != nil {
			return err
		}
		fetches.EachRecord(handle)
	}
}
