package lostfuture

import (
	"strings"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A collector looks at what functions collect from the tasks that they start: the
// values that come on channels, and the errors in shared variables.
type collector struct {
	*checker
	chans *channels.Result
}

// collected reports what gets lost between tasks and the functions that start
// them.
func (c *checker) collected() {
	if !c.tasks.Any() {
		return
	}
	g := &collector{checker: c, chans: channels.Of(c.pass)}
	g.lastErrors()
	g.channels()
}

// runsApart reports whether t runs at once on a goroutine of its own, or of a
// pool: not later, for an event, or as a part of a test.
func runsApart(t *tasks.Task) bool {
	if t.Spawner == nil {
		return true
	}
	switch pkg, _, _ := strings.Cut(t.Spawner.Pkg, "/"); pkg {
	case "testing", "time", "net", "iter":
		return false
	}
	return t.Spawner.Runs == "own-goroutine" || strings.HasPrefix(t.Spawner.Runs, "pool")
}
