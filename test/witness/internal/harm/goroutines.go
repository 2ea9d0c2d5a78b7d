package harm

import (
	"regexp"
	"runtime"
	"strings"
)

// A goroutine is an entry of a stack dump.
type goroutine struct {
	id     string
	state  string // as printed, e.g. "chan receive (durable), synctest bubble 1"
	bubble bool
	stack  string
}

var header = regexp.MustCompile(`^goroutine (\d+) \[([^\]]+)\]:`)

// goroutines returns all goroutines other than the caller's.
func goroutines() []goroutine {
	buf := make([]byte, 1<<20)
	for {
		n := runtime.Stack(buf, true)
		if n < len(buf) {
			buf = buf[:n]
			break
		}
		buf = make([]byte, 2*len(buf))
	}
	var all []goroutine
	for i, stack := range strings.Split(string(buf), "\n\n") {
		m := header.FindStringSubmatch(stack)
		if i == 0 || m == nil {
			continue // the first is the caller
		}
		all = append(all, goroutine{m[1], m[2], strings.Contains(m[2], "synctest bubble"), stack})
	}
	return all
}

// busy reports whether g is doing something rather than waiting. A system call
// does something, unless it is the one by which the runtime waits for signals.
func (g goroutine) busy() bool {
	switch state, _, _ := strings.Cut(g.state, ","); state {
	case "running", "runnable":
		return true
	case "syscall":
		return !strings.Contains(g.stack, "os/signal.signal_recv")
	default:
		return false
	}
}

// since returns those of all that are not in before.
func since(before, all []goroutine) []goroutine {
	old := make(map[string]bool)
	for _, g := range before {
		old[g.id] = true
	}
	var fresh []goroutine
	for _, g := range all {
		if !old[g.id] {
			fresh = append(fresh, g)
		}
	}
	return fresh
}
