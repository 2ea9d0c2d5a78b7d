// Package goapp is a component of github.com/maxence-charriere/go-app.
package goapp

import (
	"io"
	"net/http"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func fetch() (string, error) {
	resp, err := http.Get("/news")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

// A blocking component shows nothing until it has loaded.
type blocking struct {
	app.Compo
	news string
}

func (c *blocking) OnMount(ctx app.Context) {
	c.news, _ = fetch() // want `callback-blocks: OnMount blocks the go-app UI goroutine.*: calls fetch → http.Get; instead: ctx.Async`
}

func (c *blocking) Render() app.UI {
	return app.Button().Text(c.news).OnClick(c.reload)
}

func (c *blocking) reload(ctx app.Context, _ app.Event) {
	c.news, _ = fetch() // want `callback-blocks: reload blocks the go-app UI goroutine.*: calls fetch → http.Get`
}

// An offloaded one does as the documentation says.
type offloaded struct {
	app.Compo
	news string
}

func (c *offloaded) OnMount(ctx app.Context) { c.load(ctx) }

func (c *offloaded) load(ctx app.Context) {
	ctx.Async(func() {
		news, err := fetch()
		if err != nil {
			news = err.Error()
		}
		ctx.Dispatch(func(app.Context) { c.news = news })
	})
}

func (c *offloaded) Render() app.UI {
	return app.Button().Text(c.news).OnClick(func(ctx app.Context, _ app.Event) { c.load(ctx) })
}
