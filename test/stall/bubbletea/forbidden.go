package bubbletea

import tea "github.com/charmbracelet/bubbletea"

// forbidden sends itself a message from Update, for which only the loop that runs
// Update can make room.
type forbidden struct {
	counter
	p           *tea.Program
	begin, done func()
}

type saved struct{}

func (m *forbidden) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyMsg); ok && key.Type == tea.KeyCtrlS {
		m.begin()
		m.p.Send(saved{}) // want `loopdeadlock/forbidden-call: .*Program.Send in .*Update never returns`
		m.done()
	}
	return m, nil
}

// permitted returns a command for that, which the program runs elsewhere.
type permitted struct{ forbidden }

func (m *permitted) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if msg.Type == tea.KeyCtrlS {
			m.begin()
			return m, func() tea.Msg { return saved{} }
		}
	case saved:
		m.done()
	}
	return m, nil
}
