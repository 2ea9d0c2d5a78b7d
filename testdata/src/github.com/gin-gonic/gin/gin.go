// Package gin is a stub: signatures of github.com/gin-gonic/gin.
package gin

import (
	"net/http"
	"time"
)

type HandlerFunc func(*Context)

type Context struct {
	Request *http.Request
}

func (c *Context) Copy() *Context                          { return nil }
func (c *Context) JSON(code int, obj any)                  {}
func (c *Context) Status(code int)                         {}
func (c *Context) Query(key string) (value string)         { return }
func (c *Context) Param(key string) string                 { return "" }
func (c *Context) ClientIP() string                        { return "" }
func (c *Context) Set(key any, value any)                  {}
func (c *Context) Get(key any) (value any, exists bool)    { return }
func (c *Context) Deadline() (deadline time.Time, ok bool) { return }
func (c *Context) Done() <-chan struct{}                   { return nil }
func (c *Context) Err() error                              { return nil }
func (c *Context) Value(key any) any                       { return nil }
