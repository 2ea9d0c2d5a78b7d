package outlivedscope

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
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

// lenderNames are the names of the lenders and of Put: to look at the name first
// is cheaper.
var lenderNames = []string{"Body", "BodyRaw", "Bytes", "Next", "Path", "Peek", "PostBody", "Put", "ReadLine", "ReadSlice"}

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
			if !slices.Contains(lenderNames, obj.Name()) {
				continue
			}
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
