// Package fixslog logs by log/slog, in another file.
package fixslog

import "net/http"

func start(srv *http.Server) {
	go srv.ListenAndServe()                     // want `drops the error of srv.ListenAndServe`
	go srv.ListenAndServeTLS("cert", "key.pem") // want `drops the error of srv.ListenAndServeTLS`
	go http.ListenAndServe(":6060", nil)        // want `drops the error of http.ListenAndServe`
}
