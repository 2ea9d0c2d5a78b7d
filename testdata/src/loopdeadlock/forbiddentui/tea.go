// Package forbiddentui has terminal user interfaces.
package forbiddentui

import tea "github.com/charmbracelet/bubbletea"

var program *tea.Program

type model struct {
	program *tea.Program
	peers   map[string]*tea.Program
	state   string
}

func (m *model) Init() tea.Cmd {
	m.program.Send("started") // want `tea.Program.Send in model.Init never returns: the program's event loop, which would take the message, starts after this function`
	return nil
}

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		m.program.Quit() // want `tea.Program.Quit in model.Update never returns: the program's event loop, which would take the message, is busy with this function; instead: return a tea.Cmd \(func\(\) tea.Msg\)`
	case string:
		m.log(msg) // want `model.log → tea.Program.Send in model.Update never returns`
	}
	return m, nil
}

func (m *model) View() string {
	return m.render(func(s string) string { // want `model.render → tea.Program.Println in model.View never returns`
		program.Println(s)
		return s
	})
}

func (m *model) render(f func(string) string) string { return f(m.state) }

func (m *model) log(text string) { program.Send(text) }

// What is returned as a command, or runs on another goroutine, is what the
// framework asks for.
type right struct {
	program *tea.Program
	logger  func(string)
}

func (r right) Init() tea.Cmd { return tea.Quit }

func (r right) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyMsg); ok {
		go r.program.Send("key")
		go func() { r.program.Send("key") }()
		return r, tea.Quit
	}
	r.logger("message")
	return r, func() tea.Msg {
		r.program.Send("command")
		return nil
	}
}

func (r right) View() string { return "" }

// broadcast sends to other programs, of which this one may be none.
func (m *model) broadcast(msg tea.Msg) {
	for _, peer := range m.peers {
		peer.Send(msg)
	}
}

type chat struct{ model }

func (c *chat) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	c.broadcast(msg)
	c.peers["server"].Send(msg)
	return c, nil
}

// hub is no model: its Update takes something else.
type hub struct{ program *tea.Program }

func (h *hub) Update(text string) { h.program.Send(text) }

func run() error {
	program = tea.NewProgram(&model{})
	go program.Send("hello")
	_, err := program.Run()
	program.Quit()
	return err
}
