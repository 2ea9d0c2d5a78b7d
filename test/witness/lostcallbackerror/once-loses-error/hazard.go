// Package onceloseserror reports a failure to the first who asks.
package onceloseserror

import (
	"os"
	"sync"
)

var (
	once sync.Once
	text []byte
)

// Settings returns what is in the file of settings, which it reads once.
func Settings() ([]byte, error) {
	var err error
	once.Do(func() {
		text, err = os.ReadFile("no-such-settings.json")
	})
	return text, err
}
