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

// busy reports whether g is doing something rather than waiting.
func (g goroutine) busy() bool {
	return strings.HasPrefix(g.state, "running") || strings.HasPrefix(g.state, "runnable")
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
