package ownership

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// without reports whether cond having the outcome says that there is nothing
// to release, or may say so in a way that can't be followed.
func (r *Result) without(f *Fate, cond ssa.Value, outcome bool) bool {
	a := f.acquired
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return r.without(f, c.X, !outcome)
		}
	case *ssa.BinOp:
		if c.Op != token.EQL && c.Op != token.NEQ {
			return false
		}
		equal := (c.Op == token.EQL) == outcome
		x := c.X
		if isNil(x) {
			x = c.Y
		} else if !isNil(c.Y) { // err == io.EOF: the error is not nil
			return equal && a != nil && (isErr(c.X, a.Err, 0) || isErr(c.Y, a.Err, 0))
		}
		if f.Holds(x) {
			return equal
		}
		return !equal && a != nil && isErr(x, a.Err, 0)
	case *ssa.Call:
		if a == nil {
			break
		}
		callee := r.ir.Callee(c.Common())
		if callee.Func != nil && a.Resource.Exhausted != "" && callee.Func.Name() == a.Resource.Exhausted && callee.Recv != nil && f.Holds(callee.Recv) {
			return !outcome
		}
		if hasErr(c, a.Err, 0) {
			return outcome || !tellsError(callee.Func)
		}
	case *ssa.Extract:
		// retry, err := shouldRetry(err): whatever is asked about the error may
		// depend on there being one.
		if call, ok := c.Tuple.(*ssa.Call); ok && a != nil && hasErr(call, a.Err, 0) {
			return true
		}
	}
	if f.Holds(cond) && types.Identical(cond.Type().Underlying(), types.Typ[types.Bool]) {
		return !outcome
	}
	return false
}

// tellsError reports whether fn, which returns a bool, is known to do so for
// errors that are not nil alone.
func tellsError(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	s := apimodel.FuncSymbol(fn)
	switch s.Pkg {
	case "errors":
		return s.Name == "Is" || s.Name == "As"
	case "os":
		return strings.HasPrefix(s.Name, "Is")
	}
	return false
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// maxErr bounds how far back an error is looked for.
const maxErr = 4

// isErr reports whether v is the error err, may be it (where several calls
// assign one variable), or was made of it.
func isErr(v, err ssa.Value, depth int) bool {
	if err == nil || depth > maxErr {
		return false
	}
	if v == err {
		return true
	}
	switch x := v.(type) {
	case *ssa.Phi:
		return slices.ContainsFunc(x.Edges, func(e ssa.Value) bool { return isErr(e, err, depth+1) })
	case *ssa.UnOp:
		if x.Op == token.MUL {
			if stored := lastStore(x); stored != nil {
				return isErr(stored, err, depth+1)
			}
		}
	case *ssa.ChangeInterface:
		return isErr(x.X, err, depth+1)
	case *ssa.Call:
		return types.Identical(x.Type(), errorType) && hasErr(x, err, depth+1)
	case *ssa.Extract:
		call, ok := x.Tuple.(*ssa.Call)
		return ok && types.Identical(x.Type(), errorType) && hasErr(call, err, depth+1)
	}
	return false
}

// hasErr reports whether the error err is an argument of call.
func hasErr(call *ssa.Call, err ssa.Value, depth int) bool {
	return slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return isErr(arg, err, depth) })
}

var errorType = types.Universe.Lookup("error").Type()

// lastStore returns what was stored to the address that load reads, if that
// happened in the same block; nil otherwise.
func lastStore(load *ssa.UnOp) ssa.Value {
	var last ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == load {
			break
		}
		if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X {
			last = store.Val
		}
	}
	return last
}
