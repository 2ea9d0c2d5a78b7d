// Package asynq schedules and works off tasks with github.com/hibiken/asynq.
package asynq

import (
	"context"
	"database/sql"
	"log"

	"github.com/hibiken/asynq"
)

// The scheduler enqueues its tasks one after the other.
func schedule(redis asynq.RedisConnOpt, db *sql.DB) *asynq.Scheduler {
	return asynq.NewScheduler(redis, &asynq.SchedulerOpts{
		PreEnqueueFunc: func(task *asynq.Task, _ []asynq.Option) {
			if _, err := db.Exec("INSERT INTO planned VALUES ($1)", task.Type()); err != nil { // want `callback-blocks: the callback asynq.SchedulerOpts.PreEnqueueFunc blocks the scheduler enqueue path.*: calls \(\*sql.DB\).Exec; instead: start a goroutine`
				log.Print(err)
			}
		},
		PostEnqueueFunc: func(info *asynq.TaskInfo, err error) {
			if err != nil {
				log.Print(err)
				return
			}
			go func() {
				if _, err := db.Exec("INSERT INTO enqueued VALUES ($1)", info.ID); err != nil {
					log.Print(err)
				}
			}()
		},
	})
}

// A handler has a worker.
func work(db *sql.DB) *asynq.ServeMux {
	mux := asynq.NewServeMux()
	mux.HandleFunc("mail", func(ctx context.Context, task *asynq.Task) error {
		_, err := db.ExecContext(ctx, "INSERT INTO mails VALUES ($1)", task.Payload())
		return err
	})
	return mux
}
