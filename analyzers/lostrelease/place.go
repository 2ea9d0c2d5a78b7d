package lostrelease

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// A place is where a lock, a group or a channel is kept, or the channel itself if
// it is known.
type place struct {
	ir.Place // its Root is nil for known channels
	ch       *channels.Channel
}

func (p place) known() bool { return p.Root != nil || p.ch != nil }

// placeOf returns the place of v, an address or a reference.
func (e *engine) placeOf(v ssa.Value) place {
	p, ok := e.places[v]
	if !ok {
		p = e.findPlace(v)
		e.places[v] = p
	}
	return p
}

func (e *engine) findPlace(v ssa.Value) place {
	if _, isChan := v.Type().Underlying().(*types.Chan); isChan {
		if c := e.channels.Of(v); c != nil {
			return place{ch: c}
		}
	}
	return place{Place: e.ir.Place(v)}
}

// through returns the place that the callee knows as p, where the callee's root
// is at q for the caller.
func (p place) through(q place) place { return place{Place: p.Through(q.Place)} }

// translate returns the place that the caller knows what callee calls p.
func (e *engine) translate(p place, callee ir.Callee) place {
	param, ok := p.Root.(*ssa.Parameter)
	if ok && p.Path == "" && p.Last == nil {
		if arg := callee.ArgFor(param); arg != nil {
			return e.placeOf(arg) // perhaps a channel that is known
		}
	}
	return place{Place: e.ir.PlaceFor(callee, p.Place), ch: p.ch}
}

// mayBe reports whether p and q may be the same object, by what can be seen of
// them: the same field of whatever object, or a parameter or result that may be
// anything.
func mayBe(p, q place) bool {
	if p.ch != nil || q.ch != nil {
		return p.ch == q.ch
	}
	if p.Root == q.Root && p.Path == q.Path || !p.known() || !q.known() {
		return true
	}
	if p.Last != nil && q.Last != nil {
		return p.Last == q.Last
	}
	return p.Vague() || q.Vague()
}

func (p place) equal(q place) bool {
	return p.known() && p.Root == q.Root && p.Path == q.Path && p.ch == q.ch
}
