package spawnperitem

import (
	"net/http"
	"strconv"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The list is as long as somebody has made it.
var Witness = harm.Witness{Harm: harm.Piled, Probe: func(t *harm.Trial) {
	t.Load(32, func(load *harm.Load) {
		n := world.Net(t)
		n.Serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { load.Slow() }))
		client := n.Client(t)
		defer client.CloseIdleConnections()
		var urls []string
		load.Each(func(i int) {
			urls = append(urls, "http://server/"+strconv.Itoa(i))
		})
		if _, err := Download(client, urls); err != nil {
			panic(err)
		}
	})
}}
