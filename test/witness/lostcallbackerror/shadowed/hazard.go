// Package shadowed has two errors of one name.
package shadowed

import (
	"encoding/json"
	"fmt"
	"sync"
)

// A Store has one value.
type Store struct {
	mu   sync.Mutex
	text []byte
}

func (s *Store) locked(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// Put stores a value.
func (s *Store) Put(value any) error {
	var err error
	s.locked(func() {
		text, err := json.Marshal(value)
		if err != nil {
			return
		}
		s.text = text
	})
	if err != nil {
		return fmt.Errorf("put: %w", err)
	}
	return nil
}
