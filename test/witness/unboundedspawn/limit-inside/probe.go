package limitinside

import (
	"net/http"
	"strconv"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The server is slow. No more than four links are visited at a time, but all others
// are in memory, each with a goroutine.
var Witness = harm.Witness{Harm: harm.Piled, Probe: func(t *harm.Trial) {
	t.Load(32, func(load *harm.Load) {
		n := world.Net(t)
		n.Serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { load.Slow() }))
		client := n.Client(t)
		defer client.CloseIdleConnections()
		links := make(chan string)
		checked := make(chan struct{})
		go func() {
			defer close(checked)
			Check(client, links, 4)
		}()
		harm.Send(load, links, func(i int) string { return "http://server/" + strconv.Itoa(i) })
		<-checked
	})
}}
