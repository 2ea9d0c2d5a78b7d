//asynclint-flags: -apimodel.inferred

package fyne

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

func tapped(label *widget.Label) *widget.Button {
	return widget.NewButton("Load", func() {
		label.SetText(fetch()) // want `callback-blocks: the callback passed to widget.NewButton blocks the Fyne main.*: calls fetch → http.Get; instead: go func`
	})
}

func submitted(label *widget.Label) *widget.Entry {
	e := widget.NewEntry()
	e.OnSubmitted = func(string) {
		label.SetText(fetch()) // want `callback-blocks: the callback widget.Entry.OnSubmitted blocks the Fyne main.*: calls fetch → http.Get`
	}
	return e
}

func tappedLater(label *widget.Label) *widget.Button {
	return widget.NewButton("Load", func() { offloaded(label) })
}

// A card is tapped.
type card struct {
	widget.BaseWidget
	label *widget.Label
}

func (c *card) Tapped(*fyne.PointEvent) {
	c.label.SetText(fetch()) // want `callback-blocks: Tapped blocks the Fyne main.*: calls fetch → http.Get`
}

func (c *card) TappedSecondary(*fyne.PointEvent) { offloaded(c.label) }

func waitingTap(label *widget.Label) *widget.Button {
	b := widget.NewButton("", nil)
	b.OnTapped = func() {
		fyne.DoAndWait(func() { label.SetText("…") }) // want `callback-blocks: the callback widget.Button.OnTapped blocks the Fyne main.*: calls fyne.DoAndWait`
	}
	return b
}
