// Package droppedincallback reads settings when they are first asked for, and
// tells nobody that it could not.
package droppedincallback

import (
	"encoding/json"
	"log"
	"sync"
)

// Settings are those in a text.
type Settings struct {
	text   []byte
	once   sync.Once
	values map[string]string
}

// In returns the settings in text.
func In(text []byte) *Settings { return &Settings{text: text} }

// Get returns the value of a setting.
func (s *Settings) Get(name string) string {
	s.once.Do(func() {
		values := make(map[string]string)
		if err := json.Unmarshal(s.text, &values); err != nil {
			log.Printf("settings: %v", err)
			return
		}
		s.values = values
	})
	return s.values[name]
}
