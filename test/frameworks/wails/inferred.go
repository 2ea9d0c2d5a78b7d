//asynclint-flags: -apimodel.inferred

package wails

import (
	"context"
	"log"
	"net/http"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

func blocking(url string) *options.App {
	return &options.App{
		OnDomReady: func(context.Context) {
			resp, err := http.Get(url) // want `callback-blocks: the callback options.App.OnDomReady blocks the native window main thread / application startup.*: calls http.Get; instead: start a goroutine`
			if err == nil {
				_ = resp.Body.Close()
			}
		},
	}
}

func offloaded(url string) *options.App {
	return &options.App{
		OnDomReady: func(ctx context.Context) {
			go func() {
				resp, err := http.Get(url)
				if err != nil {
					log.Print(err)
					return
				}
				defer resp.Body.Close()
				runtime.EventsEmit(ctx, "loaded", resp.Status)
			}()
		},
	}
}
