package fasthttp

import (
	"compress/gzip"
	"io"
	"log"
	"net"
	"net/http"

	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/stackless"
)

// A stackless function runs on one of few workers.
func stackful(url string) func(ctx any) bool {
	return stackless.NewFunc(func(ctx any) {
		resp, err := http.Get(url) // want `callback-blocks: the callback passed to stackless.NewFunc blocks the stackless worker goroutines.*: calls http.Get; instead: keep f CPU-only`
		if err != nil {
			log.Print(err)
			return
		}
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
	})
}

func compress(w io.Writer) func(ctx any) bool {
	zw := gzip.NewWriter(w)
	return stackless.NewFunc(func(ctx any) {
		if _, err := zw.Write(ctx.([]byte)); err != nil {
			log.Print(err)
		}
	})
}

// Handlers and the states of connections are their connections' own affair.
func proxy(url string) *fasthttp.Server {
	return &fasthttp.Server{
		Handler: func(ctx *fasthttp.RequestCtx) {
			status, body, err := fasthttp.Get(nil, url)
			if err != nil {
				ctx.Error(err.Error(), fasthttp.StatusBadGateway)
				return
			}
			ctx.SetStatusCode(status)
			ctx.SetBody(body)
		},
		ConnState: func(conn net.Conn, state fasthttp.ConnState) {
			if names, err := net.LookupAddr(conn.RemoteAddr().String()); err == nil {
				log.Print(names, state)
			}
		},
	}
}
