//asynclint-env: GOOS=windows CGO_ENABLED=0

//go:build windows

// Package ebiten is a game of github.com/hajimehoshi/ebiten/v2.
package ebiten

import (
	"net/http"

	"github.com/hajimehoshi/ebiten/v2"
)

func scores() (*http.Response, error) {
	return http.Get("https://example.org/scores")
}

// A blocking game stands still while it asks for the scores.
type blocking struct{}

func (*blocking) Update() error {
	resp, err := scores() // want `callback-blocks: Update blocks the Ebitengine game loop goroutine.*: calls scores → http.Get; instead: load/IO in a goroutine`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (*blocking) Draw(*ebiten.Image)         {}
func (*blocking) Layout(w, h int) (int, int) { return w, h }

// An offloaded game looks each time whether they are there.
type offloaded struct {
	asked  bool
	scores chan *http.Response
}

func (g *offloaded) Update() error {
	if !g.asked {
		g.asked = true
		go func() {
			resp, err := scores()
			if err == nil {
				g.scores <- resp
			}
		}()
	}
	select {
	case resp := <-g.scores:
		return resp.Body.Close()
	default:
		return nil
	}
}

func (*offloaded) Draw(*ebiten.Image)         {}
func (*offloaded) Layout(w, h int) (int, int) { return w, h }

func run() error {
	return ebiten.RunGame(&offloaded{scores: make(chan *http.Response, 1)})
}
