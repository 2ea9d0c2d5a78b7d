//asynclint-flags: -apimodel.inferred

package fx

import (
	"net/http"

	"go.uber.org/fx"
)

// blocking serves while the application is put together.
func blocking() *fx.App {
	return fx.New(fx.Invoke(func(srv *http.Server) error {
		return srv.ListenAndServe() // want `callback-blocks: the callback passed to fx.Invoke blocks the app construction.*: calls \(\*http.Server\).ListenAndServe; instead: start the server in a goroutine from OnStart`
	}))
}

func started() *fx.App {
	return fx.New(fx.Invoke(hooks))
}
