// Package selfrequest keeps settings, some of which refer to others.
package selfrequest

import "strings"

// Settings are kept by a goroutine.
type Settings struct {
	requests chan request
	quit     chan struct{}
	values   map[string]string
}

type request struct {
	name  string
	reply chan string
}

// Keep starts to keep settings, until Close.
func Keep(values map[string]string) *Settings {
	s := &Settings{make(chan request), make(chan struct{}), values}
	go s.run()
	return s
}

// Close ends it.
func (s *Settings) Close() { close(s.quit) }

// Get returns a setting.
func (s *Settings) Get(name string) string {
	r := request{name, make(chan string)}
	s.requests <- r
	return <-r.reply
}

func (s *Settings) run() {
	for {
		select {
		case r := <-s.requests:
			r.reply <- s.value(r.name)
		case <-s.quit:
			return
		}
	}
}

func (s *Settings) value(name string) string {
	value := s.values[name]
	if other, ok := strings.CutPrefix(value, "$"); ok {
		return s.Get(other)
	}
	return value
}
