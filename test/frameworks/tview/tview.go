// Package tview shows tables in a terminal with github.com/rivo/tview.
package tview

import (
	"database/sql"

	"github.com/gdamore/tcell/v2"
	"github.com/rivo/tview"
)

type browser struct {
	app   *tview.Application
	db    *sql.DB
	table *tview.Table
	text  *tview.TextView
}

func (b *browser) body(row int) (text string, err error) {
	err = b.db.QueryRow("SELECT body FROM notes WHERE id = ?", row).Scan(&text)
	return text, err
}

// blocking shows nothing, not even a key press, until the database has answered.
func (b *browser) blocking() {
	b.table.SetSelectedFunc(func(row, _ int) {
		text, err := b.body(row) // want `callback-blocks: the callback passed to tview.Table.SetSelectedFunc blocks the tview application event loop.*: calls \(\*browser\).body → \(\*sql.DB\).QueryRow; instead: go func`
		if err != nil {
			text = err.Error()
		}
		b.text.SetText(text)
	})
	b.app.SetInputCapture(b.capture)
}

func (b *browser) capture(event *tcell.EventKey) *tcell.EventKey {
	if event.Key() == tcell.KeyCtrlD {
		_, err := b.db.Exec("DELETE FROM notes") // want `callback-blocks: capture blocks the tview application event loop.*: calls \(\*sql.DB\).Exec`
		if err != nil {
			b.text.SetText(err.Error())
		}
	}
	return event
}

// offloaded does as the documentation says.
func (b *browser) offloaded() {
	b.table.SetSelectedFunc(func(row, _ int) {
		go func() {
			text, err := b.body(row)
			if err != nil {
				text = err.Error()
			}
			b.app.QueueUpdateDraw(func() { b.text.SetText(text) })
		}()
	})
}

// deadlocked waits for the loop to draw, on the loop.
func (b *browser) deadlocked() {
	b.table.SetSelectedFunc(func(row, _ int) {
		b.app.QueueUpdateDraw(func() { b.text.SetText("…") }) // want `forbidden-call: .*QueueUpdateDraw`
	})
}

// drawn changes what the loop is about to draw anyway.
func (b *browser) drawn() {
	b.table.SetSelectedFunc(func(row, _ int) {
		b.text.SetText("…")
		b.app.ForceDraw()
	})
	// Whoever writes the text waits, and that is not the loop.
	b.text.SetChangedFunc(func() { b.app.Draw() })
}

// A label has its own way to draw.
type label struct {
	*tview.Box
	db *sql.DB
}

func (l *label) Draw(screen tcell.Screen) {
	var text string
	err := l.db.QueryRow("SELECT text FROM labels").Scan(&text) // want `callback-blocks: Draw blocks the tview application event loop.*: calls \(\*sql.DB\).QueryRow`
	if err == nil {
		tview.PrintSimple(screen, text, 0, 0)
	}
}
