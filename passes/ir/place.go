package ir

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A Place is where an object is kept: what a value is loaded from, and through
// which fields. Places of one function that are equal are taken for the same
// object, as a reader would: nobody expects s.group to be another one two lines
// later. The zero Place is unknown.
type Place struct {
	Root ssa.Value  // a variable, parameter, call, ...: what can't be taken apart
	Path string     // the fields, loads and indexes from there on
	Last *types.Var // the last field of the path, nil if it has none
}

// Within reports whether p is a part of q, or reached through it.
func (p Place) Within(q Place) bool {
	return p.Root != nil && p.Root == q.Root && strings.HasPrefix(p.Path, q.Path)
}

// Through returns the place that the callee knows as p, where the callee's root
// is at q for the caller.
func (p Place) Through(q Place) Place {
	if p.Last == nil {
		p.Last = q.Last
	}
	return Place{Root: q.Root, Path: q.Path + p.Path, Last: p.Last}
}

// Vague reports whether p is a pointer that may point to anything of its type.
func (p Place) Vague() bool {
	if p.Last != nil && !strings.HasSuffix(p.Path, "*") {
		return false
	}
	switch p.Root.(type) {
	case *ssa.Alloc, *ssa.Global:
		return strings.Contains(p.Path, "*")
	}
	return true
}

// Place returns the place of v, an address or a reference.
func (p *Package) Place(v ssa.Value) Place { return p.place(v, 0) }

func (p *Package) place(v ssa.Value, depth int) Place {
	v = p.Resolve(v)
	if depth > 16 {
		return Place{Root: v}
	}
	extend := func(x ssa.Value, step string, field *types.Var) Place {
		at := p.place(x, depth+1)
		at.Path += step
		if field != nil {
			at.Last = field
		}
		return at
	}
	switch x := v.(type) {
	case *ssa.FieldAddr:
		return extend(x.X, fmt.Sprintf(".%d", x.Field), FieldOf(x.X.Type(), x.Field))
	case *ssa.Field:
		return extend(x.X, fmt.Sprintf(".%d*", x.Field), FieldOf(x.X.Type(), x.Field))
	case *ssa.UnOp:
		if x.Op == token.MUL {
			return extend(x.X, "*", nil)
		}
	case *ssa.IndexAddr:
		return extend(x.X, p.index(x.Index), nil)
	case *ssa.Slice:
		if x.Low == nil {
			return extend(x.X, "", nil)
		}
	case *ssa.TypeAssert:
		if !x.CommaOk {
			return extend(x.X, "", nil)
		}
	}
	return Place{Root: v}
}

// index returns how a path shows the index v: equal ones have equal texts.
func (p *Package) index(v ssa.Value) string {
	v = p.Resolve(v)
	if c, ok := v.(*ssa.Const); ok {
		return "[" + c.String() + "]"
	}
	in := ""
	if fn := v.Parent(); fn != nil {
		in = fn.String()
	}
	return "[" + v.Name() + "@" + in + "]"
}

// PlaceFor returns the place that the caller knows what callee calls at: that of
// the argument where at is a parameter or reached through one, at itself otherwise.
func (p *Package) PlaceFor(callee Callee, at Place) Place {
	if param, ok := at.Root.(*ssa.Parameter); ok {
		if arg := callee.ArgFor(param); arg != nil {
			return at.Through(p.Place(arg))
		}
	}
	return at
}

// ArgFor returns what the call passes for param, a parameter or the receiver of
// c.Body; nil if it is neither.
func (c *Callee) ArgFor(param *ssa.Parameter) ssa.Value {
	if c.Body == nil || param.Parent() != c.Body {
		return nil
	}
	i := slices.Index(c.Body.Params, param)
	if c.Recv != nil {
		if i == 0 {
			return c.Recv
		}
		i--
	}
	if i < 0 || i >= len(c.Args) {
		return nil
	}
	return c.Args[i]
}
