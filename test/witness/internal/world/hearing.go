package world

import (
	"bytes"
	"log"
	"strings"
	"sync"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// The counters of errors that vanish.
const (
	Unheard      = "unheard failures" // the log does not say that something failed
	FalseSuccess = "false successes"  // the caller was told that it went well
	Untold       = "untold errors"    // that have not arrived where errors go
)

// Hear makes the trial count, as [Unheard], a failure of which the log does not
// say what.
func Hear(t *harm.Trial, what string) {
	heard := new(hearing)
	log.SetOutput(heard)
	t.Count(Unheard, func() int {
		if strings.Contains(heard.String(), what) {
			return 0
		}
		return 1
	})
}

// A hearing is a log to read while others write.
type hearing struct {
	mu  sync.Mutex
	log bytes.Buffer
}

func (h *hearing) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.Write(p)
}

func (h *hearing) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.String()
}
