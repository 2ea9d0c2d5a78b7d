package lostrelease

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// A giver is a function that releases what it did not acquire.
type giver struct {
	fn    *ssa.Function
	place place
}

// elsewhere reports whether code that is no part of fn may release what fn
// leaves: a function which releases an object that may be the same, without
// having acquired it, and that is not only called by others who have. An
// acquisition by fn does not count as theirs, for it is the one that may be meant.
func (c *checker) elsewhere(fn *ssa.Function, d duty) bool {
	var work []giver
	seen := make(map[giver]bool)
	push := func(g giver) {
		if !seen[g] {
			seen[g] = true
			work = append(work, g)
		}
	}
	for o := range c.givers(d.kind).alike(d.place) {
		other := o.instr.Parent()
		if !ir.Within(other, fn) && !c.makes(ir.Enclosing(other), d.place.ch) && c.gives(fn, o.instr, duty{d.kind, o.place}) {
			push(giver{ir.Enclosing(other), o.place})
		}
	}
	for len(work) > 0 && len(seen) < 500 {
		g := work[0]
		work = work[1:]
		sites, all := c.sites(g.fn)
		param := isParameter(g.place)
		if !all && !param {
			return true
		}
		for _, site := range sites {
			caller := site.Parent()
			if ir.Within(caller, fn) || c.makes(ir.Enclosing(caller), d.place.ch) {
				continue
			}
			p := g.place
			if f := c.starts[site]; f != nil {
				p = c.fromTask(f, g.fn, p)
			} else {
				p = c.translate(p, c.ir.Callee(site.Common()))
			}
			if mayBe(p, d.place) && c.gives(fn, site, duty{d.kind, p}) {
				push(giver{ir.Enclosing(caller), p})
			}
		}
	}
	return len(work) > 0
}

// alone reports whether fn made the object, and no function but fn itself acquires
// it: after fn has returned, nobody misses what it has kept.
func (c *checker) alone(fn *ssa.Function, acquisition kind, p place) bool {
	if !c.fresh(fn, p) {
		return false
	}
	if _, isField := p.Root.(*ssa.Alloc); isField && p.Path != "" {
		return true // of a struct that fn made: only what it does on this path is known
	}
	for o := range c.alike(acquisition, p) {
		if ir.Enclosing(o.instr.Parent()) != fn && ir.Within(o.instr.Parent(), fn) {
			return false
		}
	}
	return true
}

// fresh reports whether fn made the object.
func (c *checker) fresh(fn *ssa.Function, p place) bool {
	if p.ch != nil {
		return p.ch.Field == nil && p.ch.Global == nil && c.makes(fn, p.ch)
	}
	switch root := p.Root.(type) {
	case *ssa.Alloc:
		return ir.Enclosing(root.Parent()) == fn && !strings.Contains(p.Path, "*")
	case *ssa.Call:
		callee := c.ir.Callee(root.Common())
		return callee.Func != nil && callee.Func.Name() == "NewWeighted" && ir.Enclosing(root.Parent()) == fn
	}
	return false
}

// isParameter reports whether p is what a parameter points to: which object that
// is, only the callers know.
func isParameter(p place) bool {
	_, ok := p.Root.(*ssa.Parameter)
	return ok && p.Path == ""
}

// gives reports whether instr, which ends the duty, can be reached without an
// acquisition before it, calls of fn left out.
func (c *checker) gives(fn *ssa.Function, instr ssa.Instruction, d duty) bool {
	opp, ok := d.opposite()
	if !ok {
		return true
	}
	return c.reached(nil, instr, func(i ssa.Instruction) bool {
		if call, ok := i.(ssa.CallInstruction); ok && c.ir.Callee(call.Common()).Body == fn {
			return false
		}
		return c.acquires(i, duty{opp, d.place})
	})
}

// sites returns where fn is called, deferred, or started, and whether there is
// nobody else who can call it.
func (c *checker) sites(fn *ssa.Function) (sites []ssa.CallInstruction, all bool) {
	direct, passing, known := c.channels.Callers(fn)
	sites = append(sites, direct...)
	all = known
	for _, p := range passing {
		if f := c.starts[p]; f != nil {
			sites = append(sites, p)
			continue
		}
		all = false
	}
	if obj, ok := fn.Object().(*types.Func); ok && isExported(obj) {
		all = false
	}
	return sites, all && len(sites) > 0
}

// isExported reports whether other packages can call fn by its name.
func isExported(fn *types.Func) bool {
	if !fn.Exported() {
		return false
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return true
	}
	t := types.Unalias(recv.Type())
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, ok := t.(*types.Named)
	return !ok || ast.IsExported(named.Obj().Name())
}
