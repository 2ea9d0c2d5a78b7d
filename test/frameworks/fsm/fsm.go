// Package fsm is a machine of github.com/looplab/fsm.
package fsm

import (
	"context"
	"net/http"

	"github.com/looplab/fsm"
)

type door struct {
	machine *fsm.FSM
}

var events = fsm.Events{
	{Name: "open", Src: []string{"closed"}, Dst: "open"},
	{Name: "close", Src: []string{"open"}, Dst: "closed"},
}

// deadlocked raises an event while the machine is locked for one. Where the event
// comes from, before or after it, is the name's secret.
func deadlocked() *door {
	d := new(door)
	d.machine = fsm.NewFSM("closed", events, fsm.Callbacks{
		"before_open": func(ctx context.Context, e *fsm.Event) {
			_ = d.machine.Event(ctx, "close")
		},
	})
	return d
}

// after raises it when the first is over, and waits on whoever raised it.
func after() *door {
	d := new(door)
	d.machine = fsm.NewFSM("closed", events, fsm.Callbacks{
		"after_open": func(ctx context.Context, e *fsm.Event) {
			_ = d.machine.Event(ctx, "close")
		},
		"enter_closed": func(_ context.Context, e *fsm.Event) {
			resp, err := http.Get("https://example.org/closed")
			if err != nil {
				e.Cancel(err)
				return
			}
			_ = resp.Body.Close()
		},
	})
	return d
}
