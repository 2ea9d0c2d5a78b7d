package callbackblocks

import (
	"net/http"
	"runtime"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The server does not answer the first session's end, and the second one's waits for
// the finalizer of the first.
var Witness = harm.Witness{
	Harm:      world.Unserved,
	Unbubbled: "finalizers run outside of every bubble",
	Probe: func(t *harm.Trial) {
		events := world.CountUnserved(t)
		n := world.Net(t)
		silence := make(chan struct{})
		asked, served := make(chan struct{}), make(chan struct{})
		t.Cleanup(func() { close(silence) })
		n.Serve(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/first/end":
				close(asked)
				<-silence
			case "/second/end":
				events.Served()
				close(served)
			}
		}))
		client := n.Client(t)

		Open(client, "http://server/first")
		collect(asked)
		events.Come()
		Open(client, "http://server/second")
		collect(served)
	},
}

// collect has garbage collected, until its finalizers have got so far, or had the
// time for it.
func collect(until <-chan struct{}) {
	for range 50 {
		runtime.GC()
		select {
		case <-until:
			return
		default:
		}
	}
}
