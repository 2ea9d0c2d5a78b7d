// Package tea is a stub: signatures of github.com/charmbracelet/bubbletea.
package tea

import "time"

type Msg interface{}

type Cmd func() Msg

type Model interface {
	Init() Cmd
	Update(Msg) (Model, Cmd)
	View() string
}

type KeyMsg struct{}

type Program struct{}

func (p *Program) Send(msg Msg)                {}
func (p *Program) Quit()                       {}
func (p *Program) Println(args ...interface{}) {}
func (p *Program) Run() (Model, error)         { return nil, nil }

type ProgramOption func(*Program)

func NewProgram(model Model, opts ...ProgramOption) *Program { return nil }

func WithFilter(filter func(Model, Msg) Msg) ProgramOption { return nil }

func Quit() Msg { return nil }

func Tick(d time.Duration, fn func(time.Time) Msg) Cmd { return nil }
