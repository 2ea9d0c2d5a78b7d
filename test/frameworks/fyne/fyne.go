// Package fyne is a window of fyne.io/fyne/v2.
package fyne

import (
	"io"
	"net/http"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

func fetch() string {
	resp, err := http.Get("https://example.org/news")
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err.Error()
	}
	return string(body)
}

func blocking(label *widget.Label) {
	go fyne.Do(func() {
		label.SetText(fetch()) // want `callback-blocks: the callback passed to fyne.Do blocks the Fyne main.*: calls fetch → http.Get`
	})
}

func offloaded(label *widget.Label) {
	go func() {
		text := fetch()
		fyne.Do(func() { label.SetText(text) })
	}()
}

// waiting waits on the goroutine that it waits for, unless a version of the
// framework notices.
func waiting(label *widget.Label) {
	fyne.Do(func() {
		fyne.DoAndWait(func() { label.SetText("…") }) // want `callback-blocks: the callback passed to fyne.Do blocks the Fyne main.*: calls fyne.DoAndWait`
	})
}

// A field loads what was typed last, once it has the focus.
type field struct {
	widget.Entry
}

func (f *field) FocusGained() {
	f.Entry.FocusGained()
	f.SetText(fetch()) // want `callback-blocks: FocusGained blocks the Fyne main.*: calls fetch → http.Get`
}

func (f *field) FocusLost() {
	f.Entry.FocusLost()
	go func() {
		text := fetch()
		fyne.Do(func() { f.SetText(text) })
	}()
}
