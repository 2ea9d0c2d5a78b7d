package bubbletea

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// offloaded does the same, but saves in a command.
type offloaded struct {
	counter
	ledger *store.Ledger
}

func (m offloaded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if msg.Type != tea.KeyCtrlS {
			m.counter.typed(msg.Runes)
			return m, nil
		}
		return m, m.save
	case failed:
		return m, tea.Quit
	}
	return m, nil
}

type failed struct{ err error }

func (m offloaded) save() tea.Msg {
	if err := m.ledger.Add("saved"); err != nil {
		return failed{err}
	}
	return nil
}
