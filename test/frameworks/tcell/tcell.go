// Package tcell is a program of github.com/gdamore/tcell/v2/views.
package tcell

import (
	"bufio"
	"net"

	"github.com/gdamore/tcell/v2/views"
)

func ask(addr string) (string, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return "", err
	}
	defer c.Close()
	return bufio.NewReader(c).ReadString('\n')
}

func blocking(app *views.Application, text *views.Text) {
	app.PostFunc(func() {
		greeting, err := ask("mail.example.org:25") // want `callback-blocks: the callback passed to views.Application.PostFunc blocks the views.Application event loop.*: calls ask → net.Dial; instead: start a goroutine`
		if err == nil {
			text.SetText(greeting)
		}
	})
}

func offloaded(app *views.Application, text *views.Text) {
	app.PostFunc(func() {
		text.SetText("…")
		go func() {
			greeting, err := ask("mail.example.org:25")
			if err == nil {
				app.PostFunc(func() { text.SetText(greeting) })
			}
		}()
	})
}
