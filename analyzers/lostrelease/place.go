package lostrelease

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// A place is where a lock, a group or a channel is kept: what a value is loaded
// from, and through which fields. Places of one function that are equal are
// taken for the same object, as a reader would: nobody expects s.group to be
// another one two lines later.
type place struct {
	root ssa.Value  // a variable, parameter, call, ...: what can't be taken apart; nil for known channels
	path string     // the fields, loads and indexes from there on
	last *types.Var // the last field of the path, nil if it has none
	ch   *channels.Channel
}

func (p place) known() bool { return p.root != nil || p.ch != nil }

// within reports whether p is a part of q, or reached through it.
func (p place) within(q place) bool {
	return p.root != nil && p.root == q.root && strings.HasPrefix(p.path, q.path)
}

// through returns the place that the callee knows as p, where the callee's root
// is at q for the caller.
func (p place) through(q place) place {
	if p.last == nil {
		p.last = q.last
	}
	return place{root: q.root, path: q.path + p.path, last: p.last}
}

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
	return e.place(v, 0)
}

func (e *engine) place(v ssa.Value, depth int) place {
	v = e.ir.Resolve(v)
	if depth > 16 {
		return place{root: v}
	}
	extend := func(x ssa.Value, step string, field *types.Var) place {
		p := e.place(x, depth+1)
		p.path += step
		if field != nil {
			p.last = field
		}
		return p
	}
	switch x := v.(type) {
	case *ssa.FieldAddr:
		return extend(x.X, fmt.Sprintf(".%d", x.Field), ir.FieldOf(x.X.Type(), x.Field))
	case *ssa.Field:
		return extend(x.X, fmt.Sprintf(".%d*", x.Field), ir.FieldOf(x.X.Type(), x.Field))
	case *ssa.UnOp:
		if x.Op == token.MUL {
			return extend(x.X, "*", nil)
		}
	case *ssa.IndexAddr:
		return extend(x.X, e.index(x.Index), nil)
	case *ssa.Slice:
		if x.Low == nil {
			return extend(x.X, "", nil)
		}
	case *ssa.TypeAssert:
		if !x.CommaOk {
			return extend(x.X, "", nil)
		}
	}
	return place{root: v}
}

func (e *engine) index(v ssa.Value) string {
	v = e.ir.Resolve(v)
	if c, ok := v.(*ssa.Const); ok {
		return "[" + c.String() + "]"
	}
	in := ""
	if fn := v.Parent(); fn != nil {
		in = fn.String()
	}
	return "[" + v.Name() + "@" + in + "]"
}

// translate returns the place that the caller knows what callee calls p.
func (e *engine) translate(p place, callee ir.Callee) place {
	param, ok := p.root.(*ssa.Parameter)
	if !ok || callee.Body == nil || param.Parent() != callee.Body {
		return p
	}
	args := callee.Args
	if callee.Recv != nil {
		args = append([]ssa.Value{callee.Recv}, args...)
	}
	for i, q := range callee.Body.Params {
		if q == param && i < len(args) {
			if len(p.path) == 0 && p.last == nil {
				return e.placeOf(args[i])
			}
			return p.through(e.place(args[i], 0))
		}
	}
	return p
}

// mayBe reports whether p and q may be the same object, by what can be seen of
// them: the same field of whatever object, or a parameter or result that may be
// anything.
func mayBe(p, q place) bool {
	if p.ch != nil || q.ch != nil {
		return p.ch == q.ch
	}
	if p.root == q.root && p.path == q.path || !p.known() || !q.known() {
		return true
	}
	if p.last != nil && q.last != nil {
		return p.last == q.last
	}
	return p.vague() || q.vague()
}

// vague reports whether p is a pointer that may point to anything of its type.
func (p place) vague() bool {
	if p.last != nil && !strings.HasSuffix(p.path, "*") {
		return false
	}
	switch p.root.(type) {
	case *ssa.Alloc, *ssa.Global:
		return strings.Contains(p.path, "*")
	}
	return true
}

func (p place) equal(q place) bool {
	return p.known() && p.root == q.root && p.path == q.path && p.ch == q.ch
}
