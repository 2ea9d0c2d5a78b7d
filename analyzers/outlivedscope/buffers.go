package outlivedscope

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A lender is a method whose result shares memory with its receiver.
type lender struct {
	// until are the methods of the receiver that overwrite the memory. If it is
	// empty, the memory belongs to the caller until it returns.
	until []string

	owner string // whose memory it is, for messages
}

var (
	scanned  = lender{until: []string{"Scan"}, owner: "the scanner"}
	buffered = lender{until: []string{"Discard", "Peek", "Read", "ReadByte", "ReadBytes", "ReadLine", "ReadRune", "ReadSlice", "ReadString", "WriteTo"}, owner: "the reader"}
	gnetRead = lender{owner: "gnet"}
	fastRead = lender{owner: "fasthttp"}
	fiberOwn = lender{owner: "fiber"}
	poolOwn  = lender{owner: "the pool"}
	driver   = lender{owner: "the database driver"}
)

var lenders = map[apimodel.Symbol]*lender{
	{Pkg: "bufio", Recv: "Scanner", Name: "Bytes"}:    &scanned,
	{Pkg: "bufio", Recv: "Reader", Name: "Peek"}:      &buffered,
	{Pkg: "bufio", Recv: "Reader", Name: "ReadLine"}:  &buffered,
	{Pkg: "bufio", Recv: "Reader", Name: "ReadSlice"}: &buffered,

	{Pkg: "github.com/panjf2000/gnet/v2", Recv: "Reader", Name: "Next"}: &gnetRead,
	{Pkg: "github.com/panjf2000/gnet/v2", Recv: "Reader", Name: "Peek"}: &gnetRead,
	{Pkg: "github.com/panjf2000/gnet/v2", Recv: "Conn", Name: "Next"}:   &gnetRead,
	{Pkg: "github.com/panjf2000/gnet/v2", Recv: "Conn", Name: "Peek"}:   &gnetRead,

	{Pkg: "github.com/valyala/fasthttp", Recv: "RequestCtx", Name: "PostBody"}: &fastRead,
	{Pkg: "github.com/valyala/fasthttp", Recv: "RequestCtx", Name: "Path"}:     &fastRead,
	{Pkg: "github.com/valyala/fasthttp", Recv: "Request", Name: "Body"}:        &fastRead,
	{Pkg: "github.com/valyala/fasthttp", Recv: "Args", Name: "Peek"}:           &fastRead,
	{Pkg: "github.com/valyala/fasthttp", Recv: "RequestHeader", Name: "Peek"}:  &fastRead,
	{Pkg: "github.com/gofiber/fiber/v2", Recv: "Ctx", Name: "Body"}:            &fiberOwn,
	{Pkg: "github.com/gofiber/fiber/v2", Recv: "Ctx", Name: "BodyRaw"}:         &fiberOwn,
}

// A loan is memory that somebody lends: what a call returned.
type loan struct {
	instr ssa.Instruction
	name  string    // of what was called
	value ssa.Value // the bytes, or what is taken from a pool
	*lender

	// ends reports whether the owner overwrites the memory when the instruction
	// is executed.
	ends func(ssa.Instruction) bool
}

// mayLend reports whether the package has calls of interest, by the names that
// it uses.
func (c *checker) mayLend() bool {
	if !slices.ContainsFunc(c.pass.Pkg.Imports(), func(p *types.Package) bool {
		return slices.Contains([]string{"bufio", "database/sql", "sync", "github.com/panjf2000/gnet/v2", "github.com/valyala/fasthttp", "github.com/gofiber/fiber/v2"}, p.Path())
	}) {
		return false
	}
	for _, obj := range c.pass.TypesInfo.Uses {
		switch obj := obj.(type) {
		case *types.Func:
			if s := apimodel.FuncSymbol(obj); lenders[s] != nil || s == poolPut {
				return true
			}
		case *types.TypeName:
			if obj.Name() == "RawBytes" && obj.Pkg() != nil && obj.Pkg().Path() == "database/sql" {
				return true
			}
		}
	}
	return false
}

// buffers reports memory that is sent or given to a task while somebody else
// goes on writing to it.
func (c *checker) buffers() {
	for _, fn := range c.ir.Functions() {
		if c.skip(c.ir.File(fn.Pos())) {
			continue
		}
		for instr := range ir.Instrs(fn) {
			switch instr := instr.(type) {
			case *ssa.Call:
				if l, ok := c.loanOf(instr); ok {
					c.lent(fn, &l)
				}
			case *ssa.UnOp:
				if instr.Op == token.MUL && apimodel.TypeSymbol(instr.Type()) == rawBytes {
					c.lent(fn, c.rowLoan(instr))
				}
			}
		}
	}
}

// loanOf returns what call lends.
func (c *checker) loanOf(call *ssa.Call) (loan, bool) {
	callee := c.ir.Callee(call.Common())
	if callee.Func == nil {
		return loan{}, false
	}
	s := apimodel.FuncSymbol(callee.Func)
	if s == poolGet {
		return c.pooledLoan(call)
	}
	by := lenders[s]
	if by == nil || callee.Recv == nil {
		return loan{}, false
	}
	l := loan{instr: call, name: c.callName(call.Pos()), value: call, lender: by}
	if _, tuple := call.Type().(*types.Tuple); tuple {
		if l.value = resultOf(call, 0); l.value == nil {
			return l, false
		}
	}
	if len(by.until) == 0 {
		if len(c.callersOf(call.Parent())) > 0 {
			return l, false // the caller, not its helper, is the handler
		}
		l.ends = func(instr ssa.Instruction) bool { _, ok := instr.(*ssa.Return); return ok }
		return l, true
	}
	recv := c.value(callee.Recv, call)
	l.ends = func(instr ssa.Instruction) bool {
		next, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		other := c.ir.Callee(next.Common())
		return other.Func != nil && other.Recv != nil && slices.Contains(by.until, other.Func.Name()) &&
			types.Identical(other.Recv.Type(), callee.Recv.Type()) && c.value(other.Recv, next) == recv
	}
	return l, true
}

// pooledLoan is the loan that a sync.Pool gives, if it is given back otherwise
// than by a deferred call.
func (c *checker) pooledLoan(call *ssa.Call) (loan, bool) {
	var value ssa.Value
	for _, ref := range *call.Referrers() {
		ta, ok := ref.(*ssa.TypeAssert)
		if !ok || ta.CommaOk || value != nil {
			return loan{}, false
		}
		value = ta
	}
	if value == nil {
		return loan{}, false
	}
	l := loan{instr: call, name: c.callName(call.Pos()), value: value, lender: &poolOwn}
	l.ends = func(instr ssa.Instruction) bool {
		put, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		callee := c.ir.Callee(put.Common())
		return callee.Func != nil && apimodel.FuncSymbol(callee.Func) == poolPut && len(callee.Args) == 1 && c.value(callee.Args[0], put) == value
	}
	return l, true
}

var (
	rawBytes = apimodel.Symbol{Pkg: "database/sql", Name: "RawBytes"}
	nextRow  = apimodel.Symbol{Pkg: "database/sql", Recv: "Rows", Name: "Next"}
)

// rowLoan is the loan of a value of type sql.RawBytes.
func (c *checker) rowLoan(load *ssa.UnOp) *loan {
	return &loan{instr: load, name: "sql.RawBytes", value: load, lender: &driver, ends: func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		fn := c.ir.Callee(call.Common()).Func
		return fn != nil && apimodel.FuncSymbol(fn) == nextRow
	}}
}

// A sink is where borrowed memory gets to another goroutine.
type sink struct {
	instr ssa.Instruction
	after *ssa.BasicBlock // where control goes on, nil for after instr
	flow  *tasks.Flow     // of a task
	pos   token.Pos
	value ssa.Value // what is sent, or passed
}

// lent reports the sinks of l.
func (c *checker) lent(fn *ssa.Function, l *loan) {
	for _, s := range c.sinks(fn, l) {
		block, at := s.after, 0
		if block == nil {
			block, at = s.instr.Block(), slices.Index(s.instr.Block().Instrs, s.instr)+1
		}
		var end ssa.Instruction
		c.reaches(block, at, func(instr ssa.Instruction) bool {
			if l.ends(instr) {
				end = instr
				return true
			}
			return false
		}, func(instr ssa.Instruction) bool {
			_, send := instr.(*ssa.Send)
			return !send && !c.brief(instr, 0) && !c.isStdCall(instr)
		})
		if end != nil {
			c.reportLoan(l, &s, end)
		}
	}
}

// isStdCall reports whether instr calls a function of the standard library that
// does not wait for a task.
func (c *checker) isStdCall(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	fn := c.ir.Callee(call.Common()).Func
	return fn != nil && fn.Pkg() != nil && apimodel.IsStd(fn.Pkg().Path()) && fn.Pkg().Path() != "sync" && fn.Name() != "Sleep"
}

// sinks finds where the memory of l gets to other goroutines in fn.
func (c *checker) sinks(fn *ssa.Function, l *loan) []sink {
	var (
		list []sink
		seen = make(map[ssa.Value]bool)
		work = []ssa.Value{l.value}
	)
	add := func(v ssa.Value) {
		if v.Referrers() != nil && !seen[v] {
			seen[v] = true
			work = append(work, v)
		}
	}
	for i := 0; i < len(work); i++ {
		v := work[i]
		seen[v] = true
		for _, instr := range *v.Referrers() {
			switch x := instr.(type) {
			case *ssa.Slice:
				add(x)
			case *ssa.ChangeType:
				add(x)
			case *ssa.MakeInterface:
				add(x)
			case *ssa.UnOp:
				if x.Op == token.MUL && holdsBytes(x.Type()) {
					add(x)
				}
			case *ssa.FieldAddr:
				if l.lender == &poolOwn && x.X == v && holdsBytes(x.Type().Underlying().(*types.Pointer).Elem()) {
					add(x)
				}
			case *ssa.Store:
				if x.Val == v {
					c.storedIn(x, add)
				}
			case *ssa.Send:
				if x.X == v {
					list = append(list, sink{instr: x, pos: x.Pos(), value: v})
				}
			case *ssa.Select:
				for _, arm := range ir.Arms(x) {
					if arm.State != nil && arm.State.Send == v && arm.To != nil {
						list = append(list, sink{instr: x, after: arm.To, pos: arm.State.Pos, value: v})
					}
				}
			case *ssa.Call:
				if callee := c.ir.Callee(x.Common()); callee.Func != nil && callee.Recv == v && apimodel.FuncSymbol(callee.Func) == (apimodel.Symbol{Pkg: "bytes", Recv: "Buffer", Name: "Bytes"}) {
					add(x)
				}
			}
		}
	}
	for _, f := range c.flowsIn(fn) {
		uses := c.trace(f, func(v ssa.Value) bool { return seen[v] }, readsBytes)
		if slices.ContainsFunc(uses, func(u use) bool { return u.callee.Func == nil || apimodel.FuncSymbol(u.callee.Func) != poolPut }) &&
			!slices.ContainsFunc(uses, func(u use) bool { return u.callee.Func != nil && apimodel.FuncSymbol(u.callee.Func) == poolPut }) {
			list = append(list, sink{instr: f.Start, flow: f, pos: f.Task.Site.Pos()})
		}
	}
	return list
}

// readsBytes follows parts of a buffer in a task.
func readsBytes(instr ssa.Instruction, _ ssa.Value) ssa.Value {
	switch x := instr.(type) {
	case *ssa.Slice:
		return x
	case *ssa.UnOp:
		if x.Op == token.MUL && holdsBytes(x.Type()) {
			return x
		}
	}
	return nil
}

// holdsBytes reports whether a value of type t shares memory with its copies.
func holdsBytes(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return true
	case *types.Struct:
		for f := range t.Fields() {
			if holdsBytes(f.Type()) {
				return true
			}
		}
	}
	return false
}

// storedIn follows a value into the local variable that it is stored in: a
// variable of its own, or a literal.
func (c *checker) storedIn(st *ssa.Store, add func(ssa.Value)) {
	if cell := c.ir.Cell(st.Addr); cell != nil {
		uses := c.ir.Uses(cell)
		if uses.Escapes {
			return
		}
		for _, load := range uses.Loads {
			if c.last(cell, load, true) == st || len(uses.Stores) == 1 {
				add(load)
			}
		}
		return
	}
	if field, ok := st.Addr.(*ssa.FieldAddr); ok {
		if alloc, ok := field.X.(*ssa.Alloc); ok {
			add(alloc)
			for _, ref := range *alloc.Referrers() {
				if load, ok := ref.(*ssa.UnOp); ok && precedes(st, load) {
					add(load)
				}
			}
		}
	}
}

// flowsIn returns the tasks that fn starts.
func (c *checker) flowsIn(fn *ssa.Function) []*tasks.Flow {
	if c.flows == nil {
		c.flows = make(map[*ssa.Function][]*tasks.Flow)
		if c.tasks.Any() {
			for _, f := range c.tasks.Flows() {
				c.flows[f.Start.Parent()] = append(c.flows[f.Start.Parent()], f)
			}
		}
	}
	return c.flows[fn]
}

// reportLoan reports memory that gets to another goroutine.
func (c *checker) reportLoan(l *loan, s *sink, end ssa.Instruction) {
	if c.reported[s.pos] {
		return
	}
	c.reported[s.pos] = true
	var evidence []analysis.RelatedInformation
	copied := "what " + l.name + " returned is not copied"
	if l.lender == &driver {
		copied = l.name + " is not copied"
	} else {
		evidence = append(evidence, related(at(l.instr.Pos()), "the memory is lent here"))
	}
	what := "goroutine reads"
	var node ast.Node = at(s.pos)
	if s.flow == nil {
		what = "receiver gets"
		if stmt, ok := ir.Innermost[*ast.SendStmt](c.ir, s.pos); ok {
			node = stmt
		}
	} else {
		node = c.siteOf(s.flow)
	}
	var how string
	if ret, ok := end.(*ssa.Return); ok {
		how = fmt.Sprintf("memory that %s uses again as soon as %s returns", l.owner, c.nameOf(ret.Parent()))
	} else {
		evidence = append(evidence, related(at(end.Pos()), "it is used again from here on"))
		verb := "overwrites"
		if l.lender == &poolOwn {
			verb = "gives to others"
		}
		how = fmt.Sprintf("memory that %s at line %d %s", c.callName(end.Pos()), c.line(end.Pos()), verb)
	}
	message := fmt.Sprintf("%s %s: %s", what, how, copied)
	c.report(node, reusedBuffer, message, evidence, c.cloneFix(l, s)...)
}
