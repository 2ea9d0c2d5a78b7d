package forbidden

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// An owner is what is known of the object that runs a callback.
type owner struct {
	f    *finder
	row  *apimodel.Callback
	root *ssa.Function // the callback, or the function with the loop
	loop bool          // it is a loop

	site  ssa.CallInstruction // that hands the callback over to the API; nil if another statement does, or none
	at    ir.Callee           // what site calls
	bound ir.Place            // the object whose method the callback is, as the function with site knows it
}

// owner collects what is known of the object that runs cb.
func (f *finder) owner(cb *loops.Callback, row *apimodel.Callback, root *loops.Frame) *owner {
	o := &owner{f: f, row: row, root: root.Fn}
	call, ok := cb.Site.(*ast.CallExpr)
	if !ok {
		return o
	}
	for _, n := range slices.Backward(f.ir.Path(call.Lparen)) {
		fn := f.ir.FuncOf(n)
		if fn == nil {
			continue
		}
		for part := range ir.Parts(fn) {
			for instr := range ir.Calls(part) {
				if instr.Common().Pos() != call.Lparen {
					continue
				}
				callee := f.ir.Callee(instr.Common())
				if callee.Func == nil || !isSymbol(row, callee.Func) {
					return o // a function of this package that passes it on
				}
				o.site, o.at = instr, callee
				if row.Param >= 0 && row.Param < len(callee.Args) {
					if mc, ok := f.ir.Resolve(callee.Args[row.Param]).(*ssa.MakeClosure); ok && len(mc.Bindings) == 1 && strings.HasSuffix(mc.Fn.Name(), "$bound") {
						o.bound = f.ir.Place(mc.Bindings[0])
					}
				}
				return o
			}
		}
		return o
	}
	return o
}

// isSymbol reports whether row is about fn, under whichever name of its module.
func isSymbol(row *apimodel.Callback, fn *types.Func) bool {
	s := apimodel.FuncSymbol(fn)
	return s.Name == row.Name && s.Recv == row.Recv
}

// concerns reports whether a call in frame is about the object that runs the
// callback.
func (o *owner) concerns(what *apimodel.Forbidden, frame *loops.Frame, callee ir.Callee) bool {
	if callee.Recv == nil {
		return what.Hangs == apimodel.OnAny
	}
	v := callee.Recv
	if len(what.Of) > 0 {
		made := o.producer(frame.Place(v).Root)
		if made.Recv == nil || !slices.Contains(what.Of, made.Func.Name()) || isUnacknowledged(made) {
			return false
		}
		v = made.Recv
	}
	switch what.Hangs {
	case apimodel.OnAny:
		return !isElement(frame.Place(v))
	case apimodel.OnSameKey:
		if !o.sameKey(frame, callee) {
			return false
		}
	}
	for i := range 8 {
		at := frame.Place(v)
		again := isAnew(frame, at)
		// What the callback was handed to has the same loop as what it came from: a
		// connection reads for all of its channels. But not what else came from there.
		if !again && (o.is(at) || i == 0 && o.cameFrom(at)) {
			return true
		}
		made := o.producer(at.Root)
		if made.Recv == nil {
			return !again && !isElement(at) && o.isClose(at, v.Type()) && o.f.makesOne(v.Type(), o.row)
		}
		v = made.Recv
	}
	return false
}

// isAnew reports whether p is kept by a function that the callback calls: in a
// recursion that is the same variable as the one outside, and another object.
func isAnew(frame *loops.Frame, p ir.Place) bool {
	in := p.Root.Parent()
	for ; in != nil && frame.Up != nil; frame = frame.Up {
		if ir.Within(in, frame.Fn) {
			return true
		}
	}
	return false
}

// isClose reports whether p is where the object of type t is that runs the
// callback, if the package makes but one: kept by the package, or by the object
// that keeps the one that the callback was handed to; or, if that is not known, by
// the receiver of the callback or of the method around it, or in a variable around
// the callback.
func (o *owner) isClose(p ir.Place, t types.Type) bool {
	if _, ok := p.Root.(*ssa.Global); ok {
		return true
	}
	param, isParam := p.Root.(*ssa.Parameter)
	if o.site != nil && o.at.Recv != nil && apimodel.TypeName(o.at.Recv.Type()) == apimodel.TypeName(t) {
		if isParam && param.Parent() == o.root && o.bound.Root != nil {
			p = p.Through(o.bound)
		}
		return p.Root == o.f.ir.Place(o.at.Recv).Root
	}
	if o.site != nil && o.f.constructs(o.at.Func) != nil {
		return false // the object is what was made there
	}
	if isParam {
		return isReceiver(param) && (param.Parent() == o.root || !ir.Within(param.Parent(), o.root))
	}
	return p.Root.Parent() != nil && !ir.Within(p.Root.Parent(), o.root)
}

// isUnacknowledged reports whether made is the publication of an MQTT message
// that the broker does not acknowledge: its token waits for nothing but the
// message to be written.
func isUnacknowledged(made ir.Callee) bool {
	s := apimodel.FuncSymbol(made.Func)
	if s.Pkg != "github.com/eclipse/paho.mqtt.golang" || s.Name != "Publish" || len(made.Args) < 2 {
		return false
	}
	qos, ok := made.Args[1].(*ssa.Const)
	return !ok || qos.Uint64() == 0
}

// is reports whether at is the object that runs the callback.
func (o *owner) is(at ir.Place) bool {
	if param, ok := at.Root.(*ssa.Parameter); ok && param.Parent() == o.root {
		if !isReceiver(param) && !o.loop {
			return !isElement(at) && o.ofModule(param.Type())
		}
		if o.bound.Root != nil {
			at = at.Through(o.bound)
		}
	}
	if o.site == nil {
		return false
	}
	if o.at.Recv != nil {
		if owner := o.f.ir.Place(o.at.Recv); owner.Root == at.Root && owner.Path == at.Path {
			return true
		}
	}
	// What the API returned when it got the callback, and no part of it.
	call := o.site.Value()
	if call == nil || strings.Trim(at.Path, "*") != "" {
		return false
	}
	if result, ok := at.Root.(*ssa.Extract); ok {
		return result.Tuple == call
	}
	return at.Root == call
}

// cameFrom reports whether at is what made the object that the callback was handed
// to, or what made that.
func (o *owner) cameFrom(at ir.Place) bool {
	for v, i := o.at.Recv, 0; v != nil && i < 8; i++ {
		if v = o.producer(o.f.ir.Place(v).Root).Recv; v == nil {
			break
		}
		if p := o.f.ir.Place(v); p.Root == at.Root && p.Path == at.Path {
			return true
		}
	}
	return false
}

// producer returns the call of one of the API's methods that returned v; its
// receiver is nil if v is something else.
func (o *owner) producer(v ssa.Value) ir.Callee {
	if extract, ok := v.(*ssa.Extract); ok {
		v = extract.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return ir.Callee{}
	}
	callee := o.f.ir.Callee(call.Common())
	if callee.Func == nil || callee.Recv == nil || !o.ofModule(callee.Recv.Type()) {
		return ir.Callee{}
	}
	return callee
}

// sameKey reports whether the call in frame has the first argument that the
// callback was handed over with.
func (o *owner) sameKey(frame *loops.Frame, callee ir.Callee) bool {
	if o.site == nil || len(o.at.Args) == 0 || len(callee.Args) == 0 {
		return false
	}
	a, b := o.f.ir.Place(o.at.Args[0]), frame.Place(callee.Args[0])
	if x, ok := a.Root.(*ssa.Const); ok {
		y, ok := b.Root.(*ssa.Const)
		return ok && x.String() == y.String()
	}
	return a.Root == b.Root && a.Path == b.Path
}

// ofModule reports whether t is a type of the module that row is about.
func (o *owner) ofModule(t types.Type) bool { return ofModule(t, o.row) }

func ofModule(t types.Type, row *apimodel.Callback) bool {
	name := apimodel.TypeName(t)
	if name == nil || name.Pkg() == nil {
		return false
	}
	path := apimodel.CurrentPath(name.Pkg().Path())
	return path == row.Pkg || row.Source.Module != "std" && strings.HasPrefix(path, row.Source.Module)
}

// isElement reports whether p is, or is reached through, one of many: an element
// of a slice, array or map, or something that a loop goes through.
func isElement(p ir.Place) bool {
	if strings.Contains(p.Path, "[") {
		return true
	}
	v := p.Root
	if extract, ok := v.(*ssa.Extract); ok {
		v = extract.Tuple
	}
	switch v.(type) {
	case *ssa.Lookup, *ssa.Next, *ssa.Index:
		return true
	}
	return false
}

func isReceiver(param *ssa.Parameter) bool {
	fn := param.Parent()
	return fn.Signature.Recv() != nil && fn.Params[0] == param
}
