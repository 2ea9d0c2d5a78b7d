package noexit

import (
	"context"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Alive, Probe: func(t *harm.Trial) {
	handled := make(chan string, 1)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	events := make(chan string)
	Watch(ctx, events, func(_ context.Context, e string) {
		if e != "tick" {
			handled <- e
		}
	})
	events <- "started"
	<-handled
}}
