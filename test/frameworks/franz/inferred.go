//asynclint-flags: -apimodel.inferred

package franz

import (
	"context"
	"database/sql"
	"log"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// What is committed by itself is told by the goroutine that does so.
func committed(db *sql.DB, errs chan<- error) []kgo.Opt {
	return []kgo.Opt{
		kgo.AutoCommitCallback(func(_ *kgo.Client, _ *kmsg.OffsetCommitRequest, _ *kmsg.OffsetCommitResponse, err error) {
			if err != nil {
				log.Print(err)
			}
			if _, err := db.Exec("UPDATE commits SET at = now()"); err != nil { // want `callback-blocks: the callback passed to kgo.AutoCommitCallback blocks the autocommit loop.*: calls \(\*sql.DB\).Exec; instead: start a goroutine`
				log.Print(err)
			}
		}),
		kgo.OnOffsetsFetched(func(context.Context, *kgo.Client, *kmsg.OffsetFetchResponse) error {
			go func() {
				_, err := db.Exec("UPDATE fetches SET at = now()")
				errs <- err
			}()
			return nil
		}),
	}
}
