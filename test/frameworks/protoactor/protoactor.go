// Package protoactor is an actor of github.com/asynkron/protoactor-go.
package protoactor

import (
	"database/sql"
	"log"
	"time"

	"github.com/asynkron/protoactor-go/actor"
)

type question struct{}

// A waiting actor hangs if its peer has to ask it first, which nobody sees here.
type waiting struct {
	peer *actor.PID
}

func (a *waiting) Receive(ctx actor.Context) {
	if _, ok := ctx.Message().(*question); ok {
		answer, err := ctx.RequestFuture(a.peer, &question{}, time.Second).Result()
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
