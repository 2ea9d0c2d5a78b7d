// Package fasthttp is a stub: signatures of github.com/valyala/fasthttp.
package fasthttp

import "time"

type RequestHandler func(ctx *RequestCtx)

type RequestCtx struct {
	Request  Request
	Response Response
}

type Request struct {
	Header RequestHeader
}

type Response struct{}

type RequestHeader struct{}

type Args struct{}

func (ctx *RequestCtx) PostBody() []byte                        { return nil }
func (ctx *RequestCtx) Path() []byte                            { return nil }
func (ctx *RequestCtx) QueryArgs() *Args                        { return nil }
func (ctx *RequestCtx) SetStatusCode(statusCode int)            {}
func (ctx *RequestCtx) Deadline() (deadline time.Time, ok bool) { return }
func (ctx *RequestCtx) Done() <-chan struct{}                   { return nil }
func (ctx *RequestCtx) Err() error                              { return nil }
func (ctx *RequestCtx) Value(key any) any                       { return nil }
func (ctx *RequestCtx) WriteString(s string) (int, error)       { return 0, nil }
func (req *Request) Body() []byte                               { return nil }
func (h *RequestHeader) Peek(key string) []byte                 { return nil }
func (a *Args) Peek(key string) []byte                          { return nil }
