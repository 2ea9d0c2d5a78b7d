package uselessfix

import (
	"log/slog"
	"time"
)

func timer(d time.Duration) {
	time.AfterFunc(d, func() {
		defer recover() // want `defer recover\(\) does not recover`
		slog.Info("worked", "n", work())
	})
}
