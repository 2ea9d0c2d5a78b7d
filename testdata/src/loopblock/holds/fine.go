package holds

import (
	"bytes"
	"os"
	"time"

	"github.com/panjf2000/gnet/v2"
)

// Not on a loop.
func plain() {
	os.ReadFile("x")
	for !free.Load() {
	}
}

// The only event.
func single(names chan string) {
	for name := range names {
		os.Remove(name)
	}
	for {
		name := <-names
		os.Remove(name)
	}
}

type quiet struct {
	gnet.BuiltinEventEngine
	names chan string
}

// Handed on, bounded, or in memory.
func (q *quiet) OnTraffic(c gnet.Conn) gnet.Action {
	go os.Remove("x")
	q.names <- "x"
	var buf bytes.Buffer
	buf.WriteString("x")
	for i := 0; i < 3; i++ {
		buf.WriteByte('x')
	}
	for buf.Len() > 0 {
		buf.ReadByte()
	}
	return gnet.None
}

func handsOn(jobs, more chan string, files chan func()) {
	for {
		select {
		case j := <-jobs:
			files <- func() { os.Remove(j) }
		case <-more:
			go func() { os.Remove("more") }()
		case <-time.After(time.Second):
		}
	}
}

// The loop is over.
func after(jobs, more chan string, stop chan bool) {
loop:
	for {
		select {
		case j := <-jobs:
			if j == "" {
				break loop
			}
		case m := <-more:
			if m == "" {
				os.Remove("last")
				return
			}
			break loop
		case <-stop:
		}
	}
	os.Remove("pid")
}

// The case cannot go on after the first event.
func first(jobs, more chan string) {
	for {
		select {
		case <-jobs:
			continue
		case <-more:
		}
		break
	}
	os.Remove("more")
}
