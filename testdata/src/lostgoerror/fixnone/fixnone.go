// Package fixnone logs by zap: what a fix should look like is the user's choice.
package fixnone

import (
	"net/http"

	"go.uber.org/zap"
)

func start(srv *http.Server, log *zap.Logger) {
	go srv.ListenAndServe() // want `drops the error of srv.ListenAndServe`
	go func() {
		if err := srv.ListenAndServe(); err != nil {
			log.Error("serve", zap.Error(err))
		}
	}()
	go serve(srv, log)
}

func serve(srv *http.Server, log *zap.Logger) error {
	err := srv.ListenAndServe()
	if err != nil {
		log.Error("serve", zap.Error(err))
	}
	return err
}
