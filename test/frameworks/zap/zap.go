// Package zap hooks into go.uber.org/zap.
package zap

import (
	"net/http"
	"strings"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

func alert(text string) error {
	resp, err := http.Post("https://example.org/alert", "text/plain", strings.NewReader(text))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func blocking() (*zap.Logger, error) {
	return zap.NewProduction(zap.Hooks(func(e zapcore.Entry) error {
		if e.Level < zapcore.ErrorLevel {
			return nil
		}
		return alert(e.Message) // want `callback-blocks: the callback passed to zap.Hooks blocks every goroutine that logs.*: calls alert → http.Post; instead: buffered/async sink`
	}))
}

func offloaded(alerts chan<- string) (*zap.Logger, error) {
	return zap.NewProduction(zap.Hooks(func(e zapcore.Entry) error {
		if e.Level >= zapcore.ErrorLevel {
			select {
			case alerts <- e.Message:
			default:
			}
		}
		return nil
	}))
}
