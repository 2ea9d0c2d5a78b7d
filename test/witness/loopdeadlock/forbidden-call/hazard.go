// Package forbiddencall has settings that are loaded when the first is needed.
package forbiddencall

import (
	"strings"
	"sync"
)

// Settings are loaded once.
type Settings struct {
	Load func() map[string]string

	once   sync.Once
	values map[string]string
}

// Get returns a setting.
func (s *Settings) Get(name string) string {
	s.once.Do(s.load)
	return s.values[name]
}

func (s *Settings) load() {
	s.values = s.Load()
	for name, value := range s.values {
		if other, ok := strings.CutPrefix(value, "$"); ok {
			s.values[name] = s.Get(other)
		}
	}
}
