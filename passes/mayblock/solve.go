package mayblock

import (
	"go/ast"
	"go/types"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// A body is a function of the package with all that may block in it.
type body struct {
	fn       *types.Func   // nil for a literal
	decl     *ast.FuncDecl // nil for a literal
	events   []event
	callers  []*body
	rank     rank
	declared bool // to block, by a directive
	quiet    bool // declared not to
}

// An event is something in a body that may block. Exactly one of wait,
// imported and callee is set.
type event struct {
	node     ast.Node
	fn       *types.Func // what is called, nil for channel operations and literals
	wait     *wait
	imported *fact
	callee   *body
	group    *types.Var // of whose tasks it waits for the end, if that is a field
	inline   bool       // callee is a literal in the body: no step of its own
	joined   bool       // what callee does is waited for, but channels in it are served by the body itself
}

// A wait is a primitive.
type wait struct {
	kind       apimodel.Kind
	indefinite bool
	op         Op
	text       string // of a channel operation
	afterStop  bool   // for the end of what has just been told to end
}

// A rank orders chains: the lower is the better evidence.
type rank struct {
	class int // 0: anything but a channel, 1: a receive, 2: a send, or a wait after a stop; 3: does not block
	depth int // number of calls
}

var none = rank{class: 3}

func (r rank) less(s rank) bool {
	return r.class < s.class || r.class == s.class && r.depth < s.depth
}

func (w *wait) class() int {
	switch {
	case w.op == Send, w.afterStop:
		return 2
	case w.op == Receive && w.kind == apimodel.Channel, w.kind == apimodel.Channel:
		return 1
	}
	return 0
}

// rank returns the rank of an event as things stand.
func (e *event) rank() rank {
	var r rank
	switch {
	case e.wait != nil:
		r = rank{e.wait.class(), 1}
	case e.imported != nil:
		r = rank{(&wait{kind: apimodel.Kind(e.imported.Kind)}).class(), int(e.imported.Depth) + 1}
	default:
		r = e.callee.rank
		if r == none {
			return none
		}
		if !e.inline {
			r.depth++
		}
	}
	if e.joined && r.class > 0 {
		return none
	}
	return r
}

// solve computes the ranks: the least ones that satisfy every call, found by
// working backwards from the waits.
func (c *collector) solve() {
	var queue []*body
	for _, b := range c.order {
		for i := range b.events {
			if callee := b.events[i].callee; callee != nil {
				callee.callers = append(callee.callers, b)
			}
		}
		if b.declared {
			b.rank = rank{}
			queue = append(queue, b)
		}
	}
	for _, b := range c.order {
		if b.improve() {
			queue = append(queue, b)
		}
	}
	for len(queue) > 0 {
		b := queue[0]
		queue = queue[1:]
		for _, caller := range b.callers {
			if caller.improve() {
				queue = append(queue, caller)
			}
		}
	}
}

// improve recomputes the rank of b, and reports whether it is a better one.
func (b *body) improve() bool {
	if b.declared || b.quiet {
		return false
	}
	best := b.rank
	for i := range b.events {
		if r := b.events[i].rank(); r.less(best) {
			best = r
		}
	}
	improved := best.less(b.rank)
	b.rank = best
	return improved
}

// bestEvent returns the first event that gives b, which blocks, its rank.
func (c *collector) bestEvent(b *body) event {
	for _, e := range b.events {
		if e.rank() == b.rank {
			return e
		}
	}
	return event{node: b.decl}
}

// waits appends the witnesses of all events of b to list.
func (c *collector) waits(b *body, list []*Witness) []*Witness {
	for _, e := range b.events {
		switch {
		case e.rank() == none:
		case e.inline:
			for _, w := range c.waits(e.callee, nil) {
				if !e.joined || w.Kind != apimodel.Channel {
					list = append(list, w)
				}
			}
		default:
			if w := c.witness(e); w != nil {
				list = append(list, w)
			}
		}
	}
	return list
}
