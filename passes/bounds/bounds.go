package bounds

import (
	"go/ast"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer provides the [Result].
var Analyzer = &analysis.Analyzer{
	Name:       "bounds",
	Doc:        rule.Doc(doc, "bounds"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/bounds",
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, callbacks.Analyzer, ir.Analyzer, tasks.Analyzer, channels.Analyzer, loops.Analyzer},
	Run:        func(pass *analysis.Pass) (any, error) { return newResult(pass), nil },
	ResultType: reflect.TypeFor[*Result](),
}

// Of returns the bounds of the package of pass. It is never nil.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return newResult(pass)
}

// A Result answers questions about the tasks of a package. It computes when it
// is asked. Its methods may be called by several analyzers at once.
type Result struct {
	ir    *ir.Package
	tasks *tasks.Result
	chans *channels.Result
	cbs   *callbacks.Result
	model *apimodel.Model
	loops *loops.Result

	once    sync.Once // for index
	indexed index

	mu      sync.Mutex // guards the following
	regions map[regionKey]*region
	known   map[boundKey]Bound
}

func newResult(pass *analysis.Pass) *Result {
	return &Result{
		ir: ir.Of(pass), tasks: tasks.Of(pass), chans: channels.Of(pass), cbs: callbacks.Of(pass),
		model: apimodel.Of(pass), loops: loops.Of(pass),
		regions: make(map[regionKey]*region), known: make(map[boundKey]Bound),
	}
}

// A Kind says what limits the tasks of a loop.
type Kind uint8

// The kinds.
const (
	Unknown   Kind = iota // something may limit them
	None                  // nothing does
	Semaphore             // a channel of tokens
	Weighted              // a semaphore.Weighted
	Limit                 // SetLimit of the errgroup
	Pool                  // the spawner, according to the API model
	Joined                // the loop waits for them
	Counter               // a number is compared before a task is started
	Keyed                 // there is one for each key of a map at most
	Locked                // the loop locks what the task unlocks
	Rate                  // nothing, but the loop goes slowly
	Declared              // a directive says so
)

var kindNames = [...]string{
	Unknown: "unknown", None: "none", Semaphore: "semaphore", Weighted: "weighted", Limit: "limit", Pool: "pool",
	Joined: "joined", Counter: "counter", Keyed: "keyed", Locked: "locked", Rate: "rate", Declared: "declared",
}

func (k Kind) String() string { return kindNames[k] }

// A Bound is what limits how many tasks of one site run at a time.
type Bound struct {
	Kind   Kind
	Instr  ssa.Instruction // what does it; nil if it is no instruction
	Inside bool            // the task does it itself: goroutines are not limited
}

// A SourceKind says what each iteration of a loop stands for, or each call of a
// handler.
type SourceKind uint8

// The kinds.
const (
	NoSource SourceKind = iota // neither a loop nor a handler
	Channel                    // a value of a channel: range, or a receive
	Accept                     // a connection
	Read                       // what a call returned that reads, polls or receives
	Ticker                     // time that passed
	Items                      // an element of something of unknown size
	Fixed                      // one of a number that the program knows: constants, CPUs, workers
	Other                      // not known
	Callback                   // a message, for which a framework calls the handler
	Request                    // a request, for which an HTTP server calls the handler
)

var sourceNames = [...]string{
	NoSource: "none", Channel: "channel", Accept: "accept", Read: "read", Ticker: "ticker", Items: "items",
	Fixed: "fixed", Other: "other", Callback: "callback", Request: "request",
}

func (k SourceKind) String() string { return sourceNames[k] }

// A Source is what feeds the loop around a task's start, or calls the handler
// that starts it.
type Source struct {
	Kind SourceKind
	Loop ast.Stmt          // the loop; nil for NoSource, Callback and Request
	Chan ast.Expr          // the channel, for Channel and Ticker
	Call *ast.CallExpr     // for Accept and Read
	Of   *channels.Channel // the channel, nil if not known
	Ends bool              // the channel is fed by code that ends by itself: a list in disguise

	Handler *ssa.Function // what is called for each, for Callback and Request
	API     string        // through which the handler of a Callback was registered: nats.Conn.Subscribe

	// Via are the calls that lead from the loop or the handler to the function
	// that starts the task, the outermost first; none if it does so itself.
	Via []*ssa.Call
}

// Endless reports whether nobody knows how many iterations are to come. Requests
// don't count: each has a goroutine of its own, which waits for its answer.
func (s Source) Endless() bool {
	switch s.Kind {
	case Channel:
		return !s.Ends
	case Accept, Read, Callback:
		return true
	}
	return false
}
