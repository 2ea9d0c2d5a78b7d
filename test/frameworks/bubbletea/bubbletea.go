// Package bubbletea is a program of github.com/charmbracelet/bubbletea.
package bubbletea

import (
	"io"
	"net/http"

	tea "github.com/charmbracelet/bubbletea"
)

type (
	newsMsg string
	errMsg  struct{ error }
)

func fetch() (string, error) {
	resp, err := http.Get("https://example.org/news")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

// A blocking model shows nothing while it loads.
type blocking struct {
	news string
	prog *tea.Program
}

func (m blocking) Init() tea.Cmd { return nil }

func (m blocking) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyMsg); ok {
		switch key.String() {
		case "r":
			m.news, _ = fetch() // want `callback-blocks: Update blocks the Bubble Tea event loop.*: calls fetch → http.Get; instead: return a tea.Cmd`
		case "s":
			m.prog.Send(newsMsg("")) // want `forbidden-call: .*Send`
		case "q":
			m.prog.Quit() // want `forbidden-call: .*Quit`
		}
	}
	return m, nil
}

func (m blocking) View() string { return m.news }

// An offloaded model returns commands, which have goroutines of their own.
type offloaded struct {
	news string
}

func load() tea.Msg {
	news, err := fetch()
	if err != nil {
		return errMsg{err}
	}
	return newsMsg(news)
}

func (m offloaded) Init() tea.Cmd { return load }

func (m offloaded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		switch msg.String() {
		case "r":
			return m, load
		case "t":
			return m, func() tea.Msg { return load() }
		case "q":
			return m, tea.Quit
		}
	case newsMsg:
		m.news = string(msg)
	case errMsg:
		m.news = msg.Error()
	}
	return m, nil
}

func (m offloaded) View() string { return m.news }

// run sends from another goroutine.
func run() error {
	p := tea.NewProgram(offloaded{})
	go func() {
		news, err := fetch()
		if err == nil {
			p.Send(newsMsg(news))
		}
	}()
	_, err := p.Run()
	return err
}
