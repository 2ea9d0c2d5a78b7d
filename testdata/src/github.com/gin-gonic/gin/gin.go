// Package gin is a stub: signatures of github.com/gin-gonic/gin.
package gin

import (
	"net/http"
	"time"
)

type HandlerFunc func(*Context)

type ResponseWriter interface {
	http.ResponseWriter
	Status() int
}

type Context struct {
	Request *http.Request
	Writer  ResponseWriter
	Keys    map[any]any
}

type Error struct {
	Err error
}

type IRoutes interface {
	Use(...HandlerFunc) IRoutes
	GET(string, ...HandlerFunc) IRoutes
	POST(string, ...HandlerFunc) IRoutes
}

func (c *Context) Copy() *Context                                 { return nil }
func (c *Context) Next()                                          {}
func (c *Context) Abort()                                         {}
func (c *Context) AbortWithStatus(code int)                       {}
func (c *Context) AbortWithStatusJSON(code int, jsonObj any)      {}
func (c *Context) Error(err error) *Error                         { return nil }
func (c *Context) Bind(obj any) error                             { return nil }
func (c *Context) ShouldBind(obj any) error                       { return nil }
func (c *Context) ShouldBindJSON(obj any) error                   { return nil }
func (c *Context) Header(key, value string)                       {}
func (c *Context) GetHeader(key string) string                    { return "" }
func (c *Context) JSON(code int, obj any)                         {}
func (c *Context) String(code int, format string, values ...any)  {}
func (c *Context) Data(code int, contentType string, data []byte) {}
func (c *Context) Status(code int)                                {}
func (c *Context) Query(key string) (value string)                { return }
func (c *Context) Param(key string) string                        { return "" }
func (c *Context) ClientIP() string                               { return "" }
func (c *Context) Set(key any, value any)                         {}
func (c *Context) Get(key any) (value any, exists bool)           { return }
func (c *Context) Deadline() (deadline time.Time, ok bool)        { return }
func (c *Context) Done() <-chan struct{}                          { return nil }
func (c *Context) Err() error                                     { return nil }
func (c *Context) Value(key any) any                              { return nil }
