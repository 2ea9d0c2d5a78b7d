package channels

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// Analyzer provides the [Result].
var Analyzer = &analysis.Analyzer{
	Name:       "channels",
	Doc:        rule.Doc(doc, "channels"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/channels",
	Requires:   []*analysis.Analyzer{ir.Analyzer, apimodel.Analyzer},
	Run:        func(pass *analysis.Pass) (any, error) { return newResult(pass), nil },
	ResultType: reflect.TypeFor[*Result](),
}

// Of returns the channels of the package of pass. It is never nil.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return newResult(pass)
}

// A Result holds the channels of a package. Its methods may be called by several
// analyzers at once.
type Result struct {
	ir    *ir.Package
	model *apimodel.Model

	once     sync.Once
	graph    *graph
	channels []*Channel
	ops      map[ssa.Instruction][]*Op
	own      map[opKey][]*Op
	lost     map[opKey]kindSet // what calls may do that pass a channel to code that isn't followed

	mu      sync.Mutex // guards effects
	effects *effects
}

// An opKey is where an operation on a channel happens: at an instruction, or
// along the edge that is taken for a case of a select.
type opKey struct {
	channel  *Channel
	instr    ssa.Instruction
	from, to *ssa.BasicBlock
}

func newResult(pass *analysis.Pass) *Result {
	return &Result{ir: ir.Of(pass), model: apimodel.Of(pass)}
}

// All returns the channels that this package makes, in source order.
func (r *Result) All() []*Channel {
	r.once.Do(r.solve)
	return r.channels
}

// Of returns the channel that v is, or that the local variable at address v
// holds, if it is nothing else; it may be nil at times. It returns nil if the
// channel is not known.
func (r *Result) Of(v ssa.Value) *Channel {
	r.once.Do(r.solve)
	n := r.lookup(v)
	if n == nil || n.unknown || len(n.channels) != 1 {
		return nil
	}
	return n.channels[0]
}

// lookup returns the node of v: a channel, or the variable at an address.
func (r *Result) lookup(v ssa.Value) *node {
	if cell := r.ir.Cell(v); cell != nil {
		v = cell
	}
	return r.graph.nodes[v]
}

// Among returns the channels that v may be, and whether it may be something
// else that is not known.
func (r *Result) Among(v ssa.Value) (channels []*Channel, others bool) {
	r.once.Do(r.solve)
	n := r.lookup(v)
	if n == nil {
		return nil, true
	}
	return slices.Clone(n.channels), n.unknown
}

// OpsOf returns the operations of the instruction: one, or one for each case of a
// select statement, and for each channel that the operand may be.
func (r *Result) OpsOf(instr ssa.Instruction) []*Op {
	r.once.Do(r.solve)
	return slices.Clone(r.ops[instr])
}

// A Channel is what one make expression makes, or what one struct field or
// package-level variable of this package holds (all objects together).
type Channel struct {
	Make  *ssa.MakeChan   // nil if there are several, or if it is made elsewhere
	Makes []*ssa.MakeChan // in source order

	Field  *types.Var   // the field that it is stored in, the first if there are several; nil if there is none
	Global *types.Var   // the package-level variable that it is stored in; nil if there is none
	Var    types.Object // what it is called: a variable or field; nil if it has no name

	In     *ssa.Function   // the function that makes it; nil if none of this package does
	Cap    Capacity        // how much it can hold
	Ops    []*Op           // what may happen to it, in source order
	Escape ssa.Instruction // where it gets to code that isn't followed; nil if it doesn't

	name   string
	number int      // a unique one
	allows kindSet  // what code that isn't followed can do to it
	lost   []escape // the calls that pass it to such code
}

// Name returns how the source calls the channel: "ch", "s.done"; "channel" if it
// doesn't.
func (c *Channel) Name() string { return c.name }

// Local reports whether everything that happens to the channel is known, one
// channel at a time: one make expression made it, it is in no field or
// package-level variable, and doesn't escape.
func (c *Channel) Local() bool {
	return c.Make != nil && c.Field == nil && c.Global == nil && c.Escape == nil
}

// Elsewhere reports whether code that isn't followed may perform operations of
// the kind. A channel that escapes as a receive-only channel is only received
// from there.
func (c *Channel) Elsewhere(kind OpKind) bool { return c.allows.has(kind) }

// Has reports whether any of the operations of the channel is of one of the
// kinds.
func (c *Channel) Has(kinds ...OpKind) bool {
	return slices.ContainsFunc(c.Ops, func(op *Op) bool { return slices.Contains(kinds, op.Kind) })
}

// A Capacity is the size of the buffer of a channel.
type Capacity struct {
	Known bool
	N     int64     // if known
	Expr  ssa.Value // what was computed, if not known: len(x), n, ...; nil if several channels differ
}

// An OpKind is a kind of operation.
type OpKind uint8

// The kinds.
const (
	Send OpKind = iota
	Recv
	Close
	Len // or cap
)

var kindNames = [...]string{Send: "send", Recv: "recv", Close: "close", Len: "len"}

func (k OpKind) String() string { return kindNames[k] }

// A kindSet is a set of kinds of operations.
type kindSet uint8

const allKinds kindSet = 1<<Send | 1<<Recv | 1<<Close | 1<<Len

func (s kindSet) with(k OpKind) kindSet { return s | 1<<k }
func (s kindSet) has(k OpKind) bool     { return s&(1<<k) != 0 }

// An Op is an operation on a channel.
type Op struct {
	Kind  OpKind
	Instr ssa.Instruction // *ssa.Send, *ssa.UnOp, *ssa.Select, or an ssa.CallInstruction of a builtin or known function
	Arm   *ir.Arm         // nil unless it is a case of a select with several, or with a default
	In    *ssa.Function   // the function that contains it
	Chan  ssa.Value       // the operand

	Range    bool // a receive by a range statement
	CommaOk  bool // a receive that asks whether the channel is closed
	Deferred bool // a deferred close, or an operation in a function that is always deferred
	Go       bool // a close on a goroutine of its own: go close(ch)
	Maybe    bool // the operand may be something else

	Others     []ssa.Value // the channels of the other cases of the same select
	HasDefault bool        // the operation does not wait
}

// Bare reports whether the operation waits for nothing else: it has no other
// case and no default.
func (o *Op) Bare() bool { return len(o.Others) == 0 && !o.HasDefault }

// Guarded reports whether the operation is one of several cases, or has a
// default.
func (o *Op) Guarded() bool { return !o.Bare() }

// Pos returns the position of the operation.
func (o *Op) Pos() token.Pos {
	if o.Arm != nil && o.Arm.State != nil && o.Arm.State.Pos.IsValid() {
		return o.Arm.State.Pos
	}
	return o.Instr.Pos()
}
