// Package fiber is a stub: signatures of github.com/gofiber/fiber/v2.
package fiber

type Ctx struct{}

type Handler = func(*Ctx) error

func (c *Ctx) Body() []byte                                     { return nil }
func (c *Ctx) Params(key string, defaultValue ...string) string { return "" }
func (c *Ctx) SendStatus(status int) error                      { return nil }
