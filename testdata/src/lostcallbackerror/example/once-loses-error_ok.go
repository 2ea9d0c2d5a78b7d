package example

import (
	"os"
	"sync"
)

type settings struct {
	once sync.Once
	text []byte
	err  error
}

func (s *settings) read() ([]byte, error) {
	s.once.Do(func() {
		s.text, s.err = os.ReadFile("settings.json")
	})
	return s.text, s.err
}
