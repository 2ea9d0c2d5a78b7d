// Package protoactor is an actor of github.com/asynkron/protoactor-go.
package protoactor

import (
	"database/sql"
	"log"
	"time"

	"github.com/asynkron/protoactor-go/actor"
)

type question struct{}

// A deadlocked actor waits for an answer, which it may have to give itself.
type deadlocked struct {
	peer *actor.PID
}

func (a *deadlocked) Receive(ctx actor.Context) {
	if _, ok := ctx.Message().(*question); ok {
		answer, err := ctx.RequestFuture(a.peer, &question{}, time.Second).Result() // want `forbidden-call: .*Result`
		if err == nil {
			ctx.Respond(answer)
		}
	}
}

// A reentrant one is called again when the answer has come.
type reentrant struct {
	peer *actor.PID
}

func (a *reentrant) Receive(ctx actor.Context) {
	if _, ok := ctx.Message().(*question); ok {
		ctx.ReenterAfter(ctx.RequestFuture(a.peer, &question{}, time.Second), func(answer any, err error) {
			if err == nil {
				ctx.Respond(answer)
			}
		})
	}
}

// saver works on its own mailbox, as actors do; nobody else waits for it.
func saver(db *sql.DB) *actor.Props {
	return actor.PropsFromFunc(func(ctx actor.Context) {
		if text, ok := ctx.Message().(string); ok {
			if _, err := db.Exec("INSERT INTO log VALUES (?)", text); err != nil {
				log.Print(err)
			}
		}
	})
}
