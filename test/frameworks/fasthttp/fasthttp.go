// Package fasthttp serves with github.com/valyala/fasthttp.
package fasthttp

import (
	"log"
	"strconv"

	"github.com/valyala/fasthttp"
)

func serve(addr string, load func(id int) ([]byte, error)) error {
	return fasthttp.ListenAndServe(addr, func(ctx *fasthttp.RequestCtx) {
		switch string(ctx.Path()) {
		case "/silent":
			silent(ctx)
		default:
			id, err := strconv.Atoi(string(ctx.QueryArgs().Peek("id")))
			if err != nil {
				ctx.Error("bad id", fasthttp.StatusBadRequest)
				return
			}
			b, err := load(id)
			if err != nil {
				log.Print(err)
				ctx.SetStatusCode(fasthttp.StatusInternalServerError)
				return
			}
			ctx.SetBody(b)
		}
	})
}

// silent is called by a handler, which may know what to do next: nothing is said
// of it.
func silent(ctx *fasthttp.RequestCtx) {
	id, err := strconv.Atoi(string(ctx.QueryArgs().Peek("id")))
	if err != nil {
		return
	}
	ctx.SetBodyString(strconv.Itoa(id))
}

var server = &fasthttp.Server{
	Handler: func(ctx *fasthttp.RequestCtx) {
		id, err := strconv.Atoi(string(ctx.QueryArgs().Peek("id")))
		if err != nil { // want `silent-handler: .*strconv.Atoi failed: the client sees 200 OK`
			return
		}
		ctx.SetBodyString(strconv.Itoa(id))
	},
	ErrorHandler: func(ctx *fasthttp.RequestCtx, err error) {
		ctx.Error(err.Error(), fasthttp.StatusBadRequest)
	},
}
