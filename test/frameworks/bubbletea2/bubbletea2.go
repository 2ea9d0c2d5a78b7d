// Package bubbletea2 is a program of charm.land/bubbletea/v2.
package bubbletea2

import (
	"io"
	"net/http"

	tea "charm.land/bubbletea/v2"
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
	if key, ok := msg.(tea.KeyPressMsg); ok {
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

func (m blocking) View() tea.View { return tea.NewView(m.news) }

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
	case tea.KeyPressMsg:
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

func (m offloaded) View() tea.View { return tea.NewView(m.news) }

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

// A clickable model looks up what was clicked on.
type clickable struct {
	offloaded
}

func (m clickable) View() tea.View {
	v := tea.NewView(m.news)
	v.OnMouse = func(tea.MouseMsg) tea.Cmd {
		_, err := fetch() // want `callback-blocks: the callback tea.View.OnMouse blocks the Bubble Tea event loop.*: calls fetch → http.Get`
		if err != nil {
			return tea.Quit
		}
		return nil
	}
	return v
}

type clickableLater struct {
	offloaded
}

func (m clickableLater) View() tea.View {
	v := tea.NewView(m.news)
	v.OnMouse = func(tea.MouseMsg) tea.Cmd { return load }
	return v
}
