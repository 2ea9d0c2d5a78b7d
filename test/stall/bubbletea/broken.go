package bubbletea

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/asynclint/asynclint/test/stall/internal/store"
)

// broken counts letters, and saves at ctrl+s, in Update.
type broken struct {
	counter
	ledger *store.Ledger
}

func (m broken) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if msg.Type != tea.KeyCtrlS {
			m.counter.typed(msg.Runes)
			return m, nil
		}
		if err := m.ledger.Add("saved"); err != nil { // want `loopblock/callback-blocks: .*Update.*Bubble Tea.*Exec`
			return m, tea.Quit
		}
	}
	return m, nil
}
