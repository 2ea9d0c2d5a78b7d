package lostfuture

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A collector looks at what functions collect from the tasks that they start: the
// values that come on channels, and the errors in shared variables.
type collector struct {
	*checker
	chans *channels.Result

	byBody  map[*ssa.Function][]*tasks.Flow // made when it is needed
	senders map[*channels.Channel][]*tasks.Flow
}

// collected reports what gets lost between tasks and the functions that start
// them.
func (c *checker) collected() {
	if !c.tasks.Any() {
		return
	}
	g := &collector{checker: c, chans: channels.Of(c.pass), senders: make(map[*channels.Channel][]*tasks.Flow)}
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

// sendersTo returns the tasks that send on ch.
func (c *collector) sendersTo(ch *channels.Channel) []*tasks.Flow {
	list, ok := c.senders[ch]
	if !ok {
		list = slices.DeleteFunc(c.maySend(ch), func(f *tasks.Flow) bool {
			_, most := c.chans.CountAt(f.Start, ch, channels.Send)
			return most == 0
		})
		c.senders[ch] = list
	}
	return list
}

// maySend returns the tasks in question: those whose literals have the sends, or
// all.
func (c *collector) maySend(ch *channels.Channel) []*tasks.Flow {
	if c.byBody == nil {
		c.byBody = make(map[*ssa.Function][]*tasks.Flow)
		for _, f := range c.tasks.Flows() {
			for _, body := range f.Bodies {
				c.byBody[body] = append(c.byBody[body], f)
			}
		}
	}
	var list []*tasks.Flow
	for _, op := range ch.Ops {
		if op.Kind != channels.Send {
			continue
		}
		fn := op.In
		for fn.Parent() != nil && c.byBody[fn] == nil {
			fn = fn.Parent()
		}
		if fn.Parent() == nil {
			return slices.Clone(c.tasks.Flows())
		}
		for _, f := range c.byBody[fn] {
			if !slices.Contains(list, f) {
				list = append(list, f)
			}
		}
	}
	return list
}
