// Package tea is a stub: signatures of charm.land/bubbletea/v2.
package tea

import "time"

type Msg = any // of ultraviolet, really: type Event interface{}

type Cmd func() Msg

type Model interface {
	Init() Cmd
	Update(Msg) (Model, Cmd)
	View() View
}

type KeyMsg interface {
	String() string
	Key() Key
}

type Key struct{ Text string }

type Program struct{}

func (p *Program) Send(msg Msg) {}

type ProgramOption func(*Program)

func NewProgram(model Model, opts ...ProgramOption) *Program { return nil }

func WithFilter(filter func(Model, Msg) Msg) ProgramOption { return nil }

func Quit() Msg { return nil }

func Tick(d time.Duration, fn func(time.Time) Msg) Cmd { return nil }

type View struct {
	Content string
	OnMouse func(msg MouseMsg) Cmd
}

type MouseMsg interface{ String() string }
