// Package bubbletea is a program with Bubble Tea. What is typed comes through
// one event loop.
package bubbletea

import (
	"io"
	"os"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/asynclint/asynclint/test/stall/internal/load"
	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// ctrlS is what the keys ctrl+s send.
const ctrlS = 's' & 0x1f

// counter is what both programs are made of. It counts the letters typed, of
// which one message can hold several.
type counter struct {
	n      *int
	served func(id int)
}

func (c counter) typed(letters []rune) {
	for range letters {
		c.served(*c.n)
		*c.n++
	}
}

func (counter) Init() tea.Cmd { return nil }
func (counter) View() string  { return "" }

// Broken and Offloaded start programs in which ctrl+s saves, and letters are
// typed.
func Broken(served func(id int)) (*load.System, error) {
	return start(broken{counter{new(int), served}, store.Open()}, func(*tea.Program) {})
}

func Offloaded(served func(id int)) (*load.System, error) {
	return start(offloaded{counter{new(int), served}, store.Open()}, func(*tea.Program) {})
}

// Forbidden and Permitted start programs in which ctrl+s sends a message to the
// program itself.
func Forbidden(begin, done func()) (*load.System, error) {
	m := &forbidden{begin: begin, done: done}
	return start(m, func(p *tea.Program) { m.p = p })
}

func Permitted(begin, done func()) (*load.System, error) {
	return start(&permitted{forbidden{begin: begin, done: done}}, func(*tea.Program) {})
}

func start(m tea.Model, made func(*tea.Program)) (*load.System, error) {
	keys, keyboard, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p := tea.NewProgram(m, tea.WithInput(keys), tea.WithOutput(io.Discard), tea.WithoutRenderer(), tea.WithoutSignalHandler())
	made(p)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = p.Run()
	}()
	press := func(key byte) error {
		_, err := keyboard.Write([]byte{key})
		return err
	}
	return &load.System{
		Slow:  func() error { return press(ctrlS) },
		Other: func(int) error { return press('a') },
		Stop: func() {
			p.Kill()
			<-ended
			keys.Close()
			keyboard.Close()
		},
	}, nil
}
