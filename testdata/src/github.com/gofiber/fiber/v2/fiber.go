// Package fiber is a stub: signatures of github.com/gofiber/fiber/v2.
package fiber

import "github.com/valyala/fasthttp"

type Ctx struct{}

type Handler = func(*Ctx) error

type Router interface {
	Use(args ...any) Router
	Get(path string, handlers ...Handler) Router
	Post(path string, handlers ...Handler) Router
}

func (c *Ctx) Body() []byte                                     { return nil }
func (c *Ctx) BodyParser(out any) error                         { return nil }
func (c *Ctx) Context() *fasthttp.RequestCtx                    { return nil }
func (c *Ctx) JSON(data any, ctype ...string) error             { return nil }
func (c *Ctx) Locals(key any, value ...any) any                 { return nil }
func (c *Ctx) Next() error                                      { return nil }
func (c *Ctx) Params(key string, defaultValue ...string) string { return "" }
func (c *Ctx) SendStatus(status int) error                      { return nil }
func (c *Ctx) Status(status int) *Ctx                           { return nil }
