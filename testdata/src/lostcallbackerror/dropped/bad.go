// Package dropped has callbacks that end because of an error.
package dropped

import (
	"encoding/json"
	"errors"
	"os"
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

type event struct{ Data []byte }

type bus struct {
	handlers []func(event)
	hook     func(event)
}

// subscribe keeps f, and has it called for each event.
func (b *bus) subscribe(f func(event)) { b.handlers = append(b.handlers, f) }

func apply(name string) error {
	if name == "" {
		return errors.New("no name")
	}
	return nil
}

func listen(b *bus) {
	b.subscribe(func(e event) {
		var name string
		if err := json.Unmarshal(e.Data, &name); err != nil { // want `^callback given to b.subscribe ends without a word because json.Unmarshal failed: its error reaches nobody$`
			return
		}
		if err := apply(name); err != nil { // want `because apply failed`
			return
		}
		println(name)
	})
}

func inField() *bus {
	return &bus{hook: func(e event) {
		err := apply(string(e.Data))
		if err != nil { // want `^callback in field hook ends without a word because apply failed`
			return
		}
		println("applied")
	}}
}

func assigned(b *bus) {
	b.hook = func(e event) {
		err := apply(string(e.Data))
		if err != nil { // want `^callback in field hook ends without a word because apply failed`
			return
		}
		println("applied")
	}
}

var announce sync.Once

func once() {
	announce.Do(func() {
		host, err := os.Hostname()
		if err != nil { // want `^callback given to announce.Do ends without a word because os.Hostname failed`
			return
		}
		println("running on", host)
	})
}

func fetch(url string) tea.Cmd {
	return tea.Cmd(func() tea.Msg {
		data, err := os.ReadFile(url)
		if err != nil { // want `because os.ReadFile failed`
			return nil
		}
		return string(data)
	})
}

func locked(mu *sync.Mutex, b *bus) {
	b.subscribe(func(e event) {
		mu.Lock()
		defer mu.Unlock()
		if err := apply(string(e.Data)); err != nil { // want `because apply failed`
			return
		}
		println("applied")
	})
}

type registry interface {
	Handle(kind string, f func(event))
	OnEvent(f func(event))
}

// Whoever implements it, the names say when it is called.
func register(r registry) {
	r.Handle("kind", func(e event) {
		if err := apply(string(e.Data)); err != nil { // want `^callback given to r.Handle ends`
			return
		}
		println("applied")
	})
	r.OnEvent(func(e event) {
		for range e.Data {
			if err := apply(string(e.Data)); err != nil { // want `^callback given to r.OnEvent ends`
				break
			}
			println("applied")
		}
	})
}
