// Package chi is a stub: signatures of github.com/go-chi/chi/v5.
package chi

import "net/http"

type Router interface {
	Use(middlewares ...func(http.Handler) http.Handler)
	Get(pattern string, h http.HandlerFunc)
	Post(pattern string, h http.HandlerFunc)
}

func URLParam(r *http.Request, key string) string { return "" }
