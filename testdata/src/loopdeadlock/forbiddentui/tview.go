package forbiddentui

import (
	"github.com/gdamore/tcell/v2"
	"github.com/rivo/tview"
)

type screen struct {
	app    *tview.Application
	button *tview.Button
}

func (s *screen) build() {
	s.app.SetInputCapture(func(event *tcell.EventKey) *tcell.EventKey {
		s.app.Draw() // want `tview.Application.Draw in the callback passed to tview.Application.SetInputCapture never returns: the application's event loop, which would run the update, is running this callback; instead: go func`
		return event
	})
	s.button.SetSelectedFunc(s.refresh)
	tview.NewForm().AddButton("Save", func() {
		s.update("saved") // want `screen.update → tview.Application.QueueUpdateDraw in the callback passed to tview.Form.AddButton never returns`
	})
	s.app.QueueUpdate(func() {
		s.app.QueueUpdate(func() {}) // want `tview.Application.QueueUpdate in the callback passed to tview.Application.QueueUpdate never returns`
	})
}

func (s *screen) refresh() {
	s.app.QueueUpdateDraw(func() {}) // want `tview.Application.QueueUpdateDraw in screen.refresh never returns`
}

func (s *screen) update(text string) { s.app.QueueUpdateDraw(func() { _ = text }) }

// Directly, or from another goroutine.
func (s *screen) buildRight(load func() string) {
	s.app.SetInputCapture(func(event *tcell.EventKey) *tcell.EventKey {
		s.app.ForceDraw()
		s.app.Stop()
		return event
	})
	s.button.SetSelectedFunc(func() {
		go func() {
			text := load()
			s.app.QueueUpdateDraw(func() { _ = text })
		}()
		go s.app.Draw()
		go s.update("later")
	})
	s.update("before")
}
