package spawnerblocks

import (
	"net/http"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The telephone book does not answer, and then the desk doesn't either.
var Witness = harm.Witness{Harm: world.Unserved, Probe: func(t *harm.Trial) {
	events := world.CountUnserved(t)
	n := world.Net(t)
	silence := make(chan struct{})
	asked := make(chan struct{})
	n.Serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(asked)
		<-silence
	}))
	n.Everywhere(t)
	d := &Desk{
		callers: make(chan string),
		counts:  make(chan chan<- int),
		done:    make(chan struct{}),
	}
	t.Cleanup(func() {
		close(silence)
		close(d.done)
	})
	go d.Run(func(string, string) {})
	d.callers <- "555-0100"
	<-asked

	events.Come()
	go func() {
		reply := make(chan int, 1)
		select {
		case d.counts <- reply:
			<-reply
			events.Served()
		case <-d.done:
		}
	}()
}}
