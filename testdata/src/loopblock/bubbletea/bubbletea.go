// Package bubbletea has models of both versions of Bubble Tea.
package bubbletea

import (
	"net/http"
	"os/exec"
	"time"

	tea2 "charm.land/bubbletea/v2"
	tea "github.com/charmbracelet/bubbletea"
)

type model struct {
	status string
	child  child
}

// Init is called once, before the loop starts.
func (m model) Init() tea.Cmd {
	time.Sleep(time.Millisecond)
	return nil
}

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg.(type) {
	case tea.KeyMsg:
		if _, err := http.Get("http://localhost"); err != nil { // want `Update blocks the Bubble Tea event loop \(input, rendering and all messages\): calls http.Get; instead: return a tea.Cmd`
			return m, tea.Quit
		}
		m.child = m.child.update(msg) // want `Update blocks the Bubble Tea event loop \(input, rendering and all messages\): calls child.update → \(\*exec.Cmd\).Run; instead: return a tea.Cmd`
	}
	return m, m.fetch
}

func (m model) View() string {
	time.Sleep(time.Millisecond) // want `View blocks the Bubble Tea event loop \(input, rendering and all messages\): calls time.Sleep; instead: return a tea.Cmd`
	return m.status
}

// fetch is a command: it runs on a goroutine of its own.
func (m model) fetch() tea.Msg {
	resp, err := http.Get("http://localhost")
	if err != nil {
		return err
	}
	return resp.Status
}

type child struct{}

func (c child) update(tea.Msg) child {
	_ = exec.Command("true").Run()
	return c
}

type model2 struct{ status string }

func (m model2) Init() tea2.Cmd { return nil }

func (m model2) Update(msg tea2.Msg) (tea2.Model, tea2.Cmd) {
	time.Sleep(time.Second) // want `Update blocks the Bubble Tea event loop \(input, rendering and all messages\): calls time.Sleep; instead: return a tea.Cmd`
	return m, nil
}

func (m model2) View() tea2.View {
	return tea2.View{
		Content: m.status,
		OnMouse: func(tea2.MouseMsg) tea2.Cmd {
			time.Sleep(time.Second) // want `the callback tea.View.OnMouse blocks the Bubble Tea event loop \(input, rendering and all messages\): calls time.Sleep; instead: return a tea.Cmd`
			return nil
		},
	}
}

// patient does everything slow in commands.
type patient struct{ status string }

func (m patient) Init() tea.Cmd { return nil }

func (m patient) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case string:
		m.status = msg
	case tea.KeyMsg:
		return m, func() tea.Msg {
			time.Sleep(time.Second)
			return "slept"
		}
	}
	cmd := func() tea.Msg {
		resp, err := http.Get("http://localhost")
		if err != nil {
			return err
		}
		return resp.Status
	}
	return m, cmd
}

func (m patient) View() string { return m.status }

// widget is no tea.Model: nobody says that its methods run on the loop.
type widget struct{}

func (w widget) Update(msg tea.Msg) (widget, tea.Cmd) {
	time.Sleep(time.Second)
	return w, nil
}

func filter(m tea.Model, msg tea.Msg) tea.Msg {
	time.Sleep(time.Second) // want `filter blocks the Bubble Tea event loop \(input, rendering and all messages\): calls time.Sleep; instead: return a tea.Cmd`
	return msg
}

func run() {
	tea.NewProgram(model{}, tea.WithFilter(filter))
	tea.NewProgram(patient{}, tea.WithFilter(func(m tea.Model, msg tea.Msg) tea.Msg { return msg }))
}
