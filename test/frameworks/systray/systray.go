// Package systray has an icon by fyne.io/systray.
package systray

import (
	"net/http"
	"time"

	"fyne.io/systray"
)

// run ends in a call that may wait: the program is over.
func run(srv *http.Server) {
	systray.Run(func() {
		quit := systray.AddMenuItem("Quit", "")
		go func() {
			<-quit.ClickedCh
			systray.Quit()
		}()
	}, func() {
		_ = srv.Close()
		time.Sleep(time.Second)
	})
}
