package spawnperrequest

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

// The database is slow, and every request is answered at once.
var Witness = harm.Witness{Harm: harm.Piled, Probe: func(t *harm.Trial) {
	t.Load(32, func(load *harm.Load) {
		var kept sync.WaitGroup
		db := world.Table(t, func() {
			load.Slow()
			kept.Done()
		})
		hook := NewHook(db)
		load.Each(func(i int) {
			kept.Add(1)
			w := httptest.NewRecorder()
			hook.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/?event="+strconv.Itoa(i), nil))
			if w.Code != http.StatusAccepted {
				kept.Done()
			}
		})
		kept.Wait()
	})
}}
