//asynclint-flags: -apimodel.inferred -tags=clibs

//go:build clibs

// Package malgo records with github.com/gen2brain/malgo, which brings its C
// library along.
package malgo

import (
	"net/http"
	"time"

	"github.com/gen2brain/malgo"
)

func blocking(context malgo.Context, config malgo.DeviceConfig) (*malgo.Device, error) {
	return malgo.InitDevice(context, config, malgo.DeviceCallbacks{
		Data: func(_, in []byte, _ uint32) {
			resp, err := http.Head("https://example.org/heard") // want `callback-blocks: the callback malgo.DeviceCallbacks.Data blocks the miniaudio device thread.*: calls http.Head; instead: copy into a ring buffer`
			if err == nil {
				_ = resp.Body.Close()
			}
		},
		Stop: func() {
			time.Sleep(time.Second) // want `callback-blocks: the callback malgo.DeviceCallbacks.Stop blocks the miniaudio device thread.*: calls time.Sleep`
		},
	})
}

func offloaded(context malgo.Context, config malgo.DeviceConfig, heard chan<- int) (*malgo.Device, error) {
	return malgo.InitDevice(context, config, malgo.DeviceCallbacks{
		Data: func(_, in []byte, _ uint32) {
			select {
			case heard <- len(in):
			default:
			}
		},
	})
}
