// Package droppedincallback applies settings when they are first needed, and tells
// nobody that it could not.
package droppedincallback

import (
	"encoding/json"
	"sync"
)

// Settings are applied once.
type Settings struct {
	once  sync.Once
	apply func(map[string]string)
}

// For returns settings for apply.
func For(apply func(map[string]string)) *Settings { return &Settings{apply: apply} }

// Need applies the settings in text unless some have been.
func (s *Settings) Need(text []byte) {
	s.once.Do(func() {
		var values map[string]string
		if err := json.Unmarshal(text, &values); err != nil {
			return
		}
		s.apply(values)
	})
}
