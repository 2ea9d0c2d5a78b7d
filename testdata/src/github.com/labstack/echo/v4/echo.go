// Package echo is a stub: signatures of github.com/labstack/echo/v4.
package echo

import "net/http"

type Context interface {
	Request() *http.Request
	Param(name string) string
	QueryParam(name string) string
	Get(key string) any
	JSON(code int, i any) error
	NoContent(code int) error
}

type HandlerFunc func(c Context) error
