package unboundedspawn

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// eachCall says for what there is a task that sends if it is started by a function
// that is called for each of many values: it sends what it made of its
// arguments to a channel that stays, and that a loop elsewhere receives from.
func (c *checker) eachCall(f *tasks.Flow, send taskSend) (string, []analysis.RelatedInformation) {
	fn := f.In
	obj, ok := fn.Object().(*types.Func)
	if !ok || runsOnce(obj.Name()) || f.Times.Often != tasks.Once || send.of == nil || send.of.Field == nil && send.of.Global == nil {
		return "", nil
	}
	if ch, ok := send.Chan.Type().Underlying().(*types.Chan); !ok || seldom(ch.Elem()) || isPeer(ch.Elem()) {
		return "", nil
	}
	if c.decides(fn) || !c.fromParam(f, send.X) {
		return "", nil
	}
	loop := c.receivingLoop(send.of)
	if loop == nil || c.postsToItself(fn, send) {
		return "", nil
	}
	return "each call of " + apimodel.FuncName(obj, c.pass.Pkg), []analysis.RelatedInformation{diagnose.Related(loop, "the loop that receives")}
}

// runsOnce reports whether a function of this name begins or ends something.
func runsOnce(name string) bool {
	lower := strings.ToLower(name)
	return apimodel.IsCleanupName(name) || slices.ContainsFunc([]string{
		"main", "init", "new", "start", "run", "open", "serve", "listen", "setup", "stop", "close", "shutdown", "kill", "cancel", "resize",
	}, func(prefix string) bool { return strings.HasPrefix(lower, prefix) })
}

// decides reports whether fn waits for an answer, so that those who call it limit
// how many tasks there are, or may not start the task each time: it tries a lock,
// or sets a flag.
func (c *checker) decides(fn *ssa.Function) bool {
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			switch x := instr.(type) {
			case *ssa.UnOp:
				if x.Op == token.ARROW {
					return true
				}
			case *ssa.Select:
				return true
			case *ssa.Store:
				if b, ok := x.Val.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
					if _, local := c.ir.Place(x.Addr).Root.(*ssa.Alloc); !local {
						return true
					}
				}
			case *ssa.Call:
				if callee := c.ir.Callee(&x.Call).Func; callee != nil && tries(callee.Name()) {
					return true
				}
			}
		}
	}
	return false
}

// tries reports whether a function of this name answers whether there is room, or
// waits until there is.
func tries(name string) bool {
	lower := strings.ToLower(name)
	return slices.ContainsFunc([]string{"trylock", "acquire", "compareandswap", "swap", "wait", "limit", "throttle"}, func(w string) bool {
		return strings.Contains(lower, w)
	}) || lower == "allow" || lower == "allown"
}

// fromParam reports whether v is made of an argument of the function that starts
// the task, its receiver left out.
func (c *checker) fromParam(f *tasks.Flow, v ssa.Value) bool {
	seen := make(map[ssa.Value]bool)
	var from func(v ssa.Value) bool
	from = func(v ssa.Value) bool {
		if v == nil || seen[v] || len(seen) > 64 {
			return false
		}
		seen[v] = true
		switch x := v.(type) {
		case *ssa.Parameter:
			if x.Parent() == f.In {
				return f.In.Signature.Recv() == nil || x != f.In.Params[0]
			}
			return from(f.Arg(x))
		case *ssa.FreeVar:
			return from(f.Arg(x))
		case *ssa.Alloc:
			return slices.ContainsFunc(stored(x), from)
		case *ssa.Call, *ssa.Const, *ssa.Function, *ssa.Global:
			return false
		case ssa.Instruction:
			for _, op := range x.Operands(nil) {
				if from(*op) {
					return true
				}
			}
		}
		return false
	}
	return from(v)
}

// stored returns what is stored in a variable, or a field of it, by the function
// that declares it.
func stored(cell *ssa.Alloc) []ssa.Value {
	var values []ssa.Value
	for _, ref := range *cell.Referrers() {
		switch x := ref.(type) {
		case *ssa.Store:
			if x.Addr == cell {
				values = append(values, x.Val)
			}
		case *ssa.FieldAddr:
			for _, use := range *x.Referrers() {
				if s, ok := use.(*ssa.Store); ok && s.Addr == x {
					values = append(values, s.Val)
				}
			}
		}
	}
	return values
}

// receivingLoop returns the operation that receives from the channel again and
// again, nil if there is none, or if others may receive too.
func (c *checker) receivingLoop(ch *channels.Channel) analysis.Range {
	if ch.Elsewhere(channels.Recv) {
		return nil
	}
	for _, op := range ch.Ops {
		if op.Kind == channels.Recv && (op.Range || c.ir.Loop(op.Instr.Block()) != 0) {
			return ir.Point(op.Pos())
		}
	}
	return nil
}

// selfPost reports whether the loop that starts the task receives what the task
// sends: would it send itself, it could wait for itself.
func (c *checker) selfPost(f *tasks.Flow, src bounds.Source, send taskSend) bool {
	if c.postsToItself(f.In, send) || src.Of != nil && src.Of == send.of {
		return true
	}
	if send.of != nil || src.Loop == nil {
		return false
	}
	// A channel that isn't known: what the loop's function calls by the same name.
	for instr := range ir.Instrs(f.Start.Parent()) {
		for _, ch := range received(instr) {
			if c.same(ch, send) {
				return true
			}
		}
	}
	return false
}

func received(instr ssa.Instruction) []ssa.Value {
	switch x := instr.(type) {
	case *ssa.UnOp:
		if x.Op == token.ARROW {
			return []ssa.Value{x.X}
		}
	case *ssa.Select:
		var list []ssa.Value
		for _, st := range x.States {
			if st.Dir == types.RecvOnly {
				list = append(list, st.Chan)
			}
		}
		return list
	}
	return nil
}

// postsToItself reports whether fn receives what it sends, or may be called by what does,
// in a few steps.
func (c *checker) postsToItself(fn *ssa.Function, send taskSend) bool {
	if send.of == nil {
		return false
	}
	up := map[*ssa.Function]bool{fn: true}
	next := []*ssa.Function{fn}
	for range 3 {
		if len(up) > 64 {
			return true // called all over the package: nobody knows
		}
		var callers []*ssa.Function
		for _, fn := range next {
			direct, passing, _ := c.chans.Callers(fn)
			for _, call := range slices.Concat(direct, passing) {
				if _, isGo := call.(*ssa.Go); isGo {
					continue
				}
				for in := call.Parent(); in != nil; in = in.Parent() {
					if !up[in] {
						up[in] = true
						callers = append(callers, in)
					}
				}
			}
		}
		next = callers
	}
	for _, op := range send.of.Ops {
		if op.Kind == channels.Recv && up[op.In] {
			return true
		}
	}
	return false
}
