// Package fasthttp is a stub: signatures of github.com/valyala/fasthttp.
package fasthttp

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

func (ctx *RequestCtx) PostBody() []byte             { return nil }
func (ctx *RequestCtx) Path() []byte                 { return nil }
func (ctx *RequestCtx) QueryArgs() *Args             { return nil }
func (ctx *RequestCtx) SetStatusCode(statusCode int) {}
func (req *Request) Body() []byte                    { return nil }
func (h *RequestHeader) Peek(key string) []byte      { return nil }
func (a *Args) Peek(key string) []byte               { return nil }
