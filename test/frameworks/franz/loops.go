package franz

import (
	"context"
	"database/sql"
	"log"
	"net"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// One goroutine of the client finishes all records.
func finished(ctx context.Context, client *kgo.Client, db *sql.DB, r *kgo.Record, errs chan<- error) {
	client.Produce(ctx, r, func(r *kgo.Record, err error) {
		if err != nil {
			log.Print(err)
		}
		if _, err := db.Exec("DELETE FROM outbox WHERE id = $1", r.Key); err != nil { // want `callback-blocks: the callback passed to kgo.Client.Produce blocks the single promise-finishing goroutine of the client.*: calls \(\*sql.DB\).Exec; instead: send the result on a buffered channel`
			log.Print(err)
		}
	})
	client.Produce(ctx, r, func(_ *kgo.Record, err error) {
		if err != nil {
			log.Print(err)
			client.Close() // want `forbidden-call: .*Close`
		}
	})
	client.Produce(ctx, r, func(_ *kgo.Record, err error) { errs <- err })
}

// Hooks run on whichever goroutine of the client comes by.
type hooks struct {
	resolver *net.Resolver
	reads    chan<- time.Duration
}

func (h *hooks) OnBrokerConnect(meta kgo.BrokerMetadata, _ time.Duration, _ net.Conn, err error) {
	if err != nil {
		log.Print(err)
	}
	names, err := h.resolver.LookupAddr(context.Background(), meta.Host) // want `callback-blocks: OnBrokerConnect blocks the client I/O goroutines.*: calls \(\*net.Resolver\).LookupAddr; instead: start a goroutine`
	log.Print(names, err)
}

func (h *hooks) OnBrokerRead(_ kgo.BrokerMetadata, _ int16, _ int, wait, _ time.Duration, err error) {
	if err != nil {
		log.Print(err)
	}
	select {
	case h.reads <- wait:
	default:
	}
}

func (h *hooks) OnBrokerDisconnect(meta kgo.BrokerMetadata, _ net.Conn) {
	go func() {
		names, err := h.resolver.LookupAddr(context.Background(), meta.Host)
		log.Print(names, err)
	}()
}

// Committing is what the callback for revoked partitions is for; leaving the group there waits for itself.
func grouped(h *hooks) (*kgo.Client, error) {
	return kgo.NewClient(
		kgo.WithHooks(h),
		kgo.OnPartitionsRevoked(func(ctx context.Context, client *kgo.Client, _ map[string][]int32) {
			if err := client.CommitUncommittedOffsets(ctx); err != nil {
				log.Print(err)
			}
		}),
		kgo.OnPartitionsLost(func(ctx context.Context, client *kgo.Client, _ map[string][]int32) {
			client.LeaveGroup() // want `forbidden-call: .*LeaveGroup`
		}),
	)
}
