package mayblock

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

const (
	arrow    = " → "
	ellipsis = "…"

	receiveFrom = "receive from "

	maxSteps = 4 // that a chain names
)

// A Witness is a reason to believe that something blocks: a chain of calls
// that ends in a wait.
type Witness struct {
	Kind       apimodel.Kind
	Indefinite bool     // nothing bounds the wait
	Op         Op       // what the last step is
	Node       ast.Node // the call or channel operation to begin with
	AfterStop  bool     // the wait is for the end of what has just been told to end
	Last       ast.Node // the call or channel operation that waits; nil if it is in another package, or a directive says so
	Steps      []Step
}

// An Op is a way to wait.
type Op uint8

// The operations.
const (
	Call Op = iota
	Receive
	Send
)

// A Step is one step of a chain: something that is called, or a channel
// operation.
type Step struct {
	Name string    // pkg.F, (*pkg.T).M, without the package if it is this one; "receive from ch"
	Pos  token.Pos // where it is called, if that is in this package
}

// Names returns the names of the steps, at most four: of a longer chain the
// middle is left out.
func (w *Witness) Names() []string {
	var names []string
	for _, s := range w.Steps {
		names = append(names, strings.Split(s.Name, arrow)...)
	}
	if len(names) > maxSteps {
		names = append(names[:2:2], ellipsis, names[len(names)-1])
	}
	return names
}

// Complete reports whether Names leaves nothing out, so that a reader can
// follow the chain.
func (w *Witness) Complete() bool { return !slices.Contains(w.Names(), ellipsis) }

// Receives reports whether the chain ends in a receive from a channel, here or
// in another package.
func (w *Witness) Receives() bool {
	names := w.Names()
	return strings.HasPrefix(names[len(names)-1], receiveFrom)
}

// String returns the chain.
func (w *Witness) String() string { return strings.Join(w.Names(), arrow) }

// witness returns the chain of an event, nil if it does not block.
func (c *collector) witness(e event) *Witness { return c.eventWitness(e, false) }

func (c *collector) eventWitness(e event, qualified bool) *Witness {
	w := &Witness{Node: e.node}
	for range 1000 { // a chain cannot be longer than the package's functions; the bound is for safety
		name := ""
		if e.fn != nil {
			from := c.pass.Pkg
			if qualified {
				from = nil
			}
			name = apimodel.FuncName(e.fn, from)
		}
		switch {
		case e.wait != nil:
			if name == "" {
				name = e.wait.text
			}
			w.add(name, e)
			w.Kind, w.Indefinite, w.Op, w.AfterStop = e.wait.kind, e.wait.indefinite, e.wait.op, e.wait.afterStop
			w.Last = e.node
			return w
		case e.imported != nil:
			if e.imported.Chain != "" {
				name += arrow + e.imported.Chain
			}
			w.add(name, e)
			w.Kind, w.Indefinite = apimodel.Kind(e.imported.Kind), e.imported.Indefinite
			return w
		case e.callee != nil && e.callee.rank != none:
			if !e.inline {
				w.add(name, e)
			}
			if e.callee.declared {
				w.Kind, w.Indefinite = apimodel.Wait, true
				return w
			}
			e = c.bestEvent(e.callee)
		default:
			return nil
		}
	}
	return nil
}

func (w *Witness) add(name string, e event) {
	w.Steps = append(w.Steps, Step{Name: name, Pos: e.node.Pos()})
}

// bodyWitness returns the best chain of b, which blocks.
func (c *collector) bodyWitness(b *body, qualified bool) *Witness {
	return c.eventWitness(c.bestEvent(b), qualified)
}
