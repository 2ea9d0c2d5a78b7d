// Package onceloseserror reports a failure to the first who asks.
package onceloseserror

import (
	"os"
	"sync"
)

var read = sync.OnceValues(func() ([]byte, error) {
	return os.ReadFile("no-such-settings.json")
})

// Settings returns what is in the file of settings, which it reads once.
func Settings() ([]byte, error) { return read() }
