// Package tview is a stub: signatures of github.com/rivo/tview.
package tview

import "github.com/gdamore/tcell/v2"

type Application struct{ _ int }

func NewApplication() *Application { return nil }

func (a *Application) SetInputCapture(capture func(event *tcell.EventKey) *tcell.EventKey) *Application {
	return a
}

func (a *Application) Run() error                            { return nil }
func (a *Application) Stop()                                 {}
func (a *Application) Draw() *Application                    { return a }
func (a *Application) ForceDraw() *Application               { return a }
func (a *Application) QueueUpdate(f func()) *Application     { return a }
func (a *Application) QueueUpdateDraw(f func()) *Application { return a }

type Button struct{ _ int }

func NewButton(label string) *Button { return nil }

func (b *Button) SetSelectedFunc(handler func()) *Button { return b }

type Form struct{ _ int }

func NewForm() *Form { return nil }

func (f *Form) AddButton(label string, selected func()) *Form { return f }
