package outlivedscope

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// A harm is what the release of a value does to a task that uses it.
type harm uint8

const (
	harmless harm = iota

	// The release is how a task is told to end, as a rule: a connection, a
	// listener, a context. It does harm only where it comes at once.
	ends

	// The task's work is lost: a file, a transaction.
	breaks

	// Others get the memory while the task uses it.
	shares
)

// A release is a deferred call that releases a value.
type release struct {
	instr *ssa.Defer
	call  ssa.CallInstruction // instr, or a call in the literal that is deferred
	value ssa.Value           // what is released, for the body of a response the response
	body  bool                // value is a response
	harm  harm

	// buffers reports that value passes on to something else what it is given:
	// the release has to come before that of the other.
	buffers bool
}

// releases returns the deferred calls of fn that certainly release something.
func (c *checker) releases(fn *ssa.Function) []release {
	if list, done := c.scopes[fn]; done {
		return list
	}
	var list []release
	for d := range ir.Defers(fn) {
		callee := c.ir.Callee(d.Common())
		if callee.Body == nil || callee.Func != nil {
			if rel, ok := c.released1(d, d, callee); ok {
				list = append(list, rel)
			}
			continue
		}
		for call := range ir.Calls(callee.Body) {
			if _, ok := call.(*ssa.Call); !ok || !c.always(callee.Body, call) {
				continue
			}
			if rel, ok := c.released1(d, call, c.ir.Callee(call.Common())); ok {
				list = append(list, rel)
			}
		}
	}
	c.scopes[fn] = list
	return list
}

// always reports whether instr is executed whenever fn runs to its end.
func (c *checker) always(fn *ssa.Function, instr ssa.Instruction) bool {
	return c.ir.EscapeEntry(fn, ir.Search{Stop: func(i ssa.Instruction) bool { return i == instr }}) == nil
}

// released1 returns the release that call is, the deferred call d or a part of
// it.
func (c *checker) released1(d *ssa.Defer, call ssa.CallInstruction, callee ir.Callee) (release, bool) {
	rel := release{instr: d, call: call}
	fn := callee.Func
	if fn != nil && callee.Recv != nil && len(callee.Args) == 1 { // a pool of another type
		v := c.value(callee.Args[0], d)
		if get, _ := originCall(v); get != nil && takesBack(fn, c.ir.Callee(get.Common()).Func) {
			rel.value, rel.harm = v, shares
			return rel, true
		}
	}
	switch {
	case fn == nil:
		if callee.Builtin != "" || callee.Body != nil {
			return rel, false
		}
		rel.value = c.value(call.Common().Value, d) // a function that some call returned
	case callee.Recv != nil && apimodel.FuncSymbol(fn) != poolPut:
		rel.value = c.value(callee.Recv, d)
	case len(callee.Args) > 0:
		rel.value = c.value(callee.Args[0], d)
	default:
		return rel, false
	}
	path := ""
	if callee.Recv != nil && fn != nil {
		path = fn.Name()
	}
	if resp := responseOf(rel.value); resp != nil {
		rel.value, rel.body, path = c.value(resp, d), true, "Body."+path
	}
	c.judge(&rel, path, fn)
	return rel, rel.harm != harmless && rel.value != nil
}

var (
	poolPut = apimodel.Symbol{Pkg: "sync", Recv: "Pool", Name: "Put"}
	poolGet = apimodel.Symbol{Pkg: "sync", Recv: "Pool", Name: "Get"}
)

// isPooled reports whether v comes from a sync.Pool.
func (c *checker) isPooled(v ssa.Value) bool {
	if ta, ok := v.(*ssa.TypeAssert); ok {
		v = ta.X
	}
	call, _ := originCall(v)
	if call == nil {
		return false
	}
	fn := c.ir.Callee(call.Common()).Func
	return fn != nil && apimodel.FuncSymbol(fn) == poolGet
}

// categories say what the release of the model's resources does. Those that are
// not listed are of no interest to other goroutines, or belong to other rules.
var categories = map[string]harm{
	"batch": breaks, "cursor": breaks, "file": breaks, "http-body": breaks, "iter": breaks, "pooled-conn": breaks,
	"reader": breaks, "rows": breaks, "snapshot": breaks, "stmt": breaks, "temp": breaks, "tx": breaks, "writer": breaks,

	"value": shares,

	"client": ends, "conn": ends, "consumer": ends, "ctx": ends, "db": ends, "iterator": ends, "listener": ends, "pipe": ends,
	"producer": ends, "pubsub": ends, "session": ends, "stream": ends, "subscription": ends, "watcher": ends,
}

// harmOfRow returns what the release of the resource does that fn acquires.
func harmOfRow(fn *types.Func, row *apimodel.Resource) harm {
	switch row.Category {
	case "file":
		// What may be a pipe or a terminal is closed to wake its readers.
		if !apimodel.IsStd(fn.Pkg().Path()) || fn.Pkg().Path() == "net" || fn.Pkg().Path() == "os" && (fn.Name() == "Pipe" || fn.Name() == "NewFile") {
			return ends
		}
	case "reader", "writer":
		if !apimodel.IsStd(fn.Pkg().Path()) {
			return ends // often a client
		}
	}
	return categories[row.Category]
}

// closers are the methods that end a value of whatever origin.
var closers = []string{"Close", "CloseNow", "CloseWithError", "Rollback", "Shutdown"}

// judge fills in what the release does.
func (c *checker) judge(rel *release, path string, fn *types.Func) {
	if fn != nil && apimodel.FuncSymbol(fn) == poolPut {
		if c.isPooled(rel.value) {
			rel.harm = shares
		}
		return
	}
	call, index := originCall(rel.value)
	if call != nil && index == 0 && path == "" && takesBack(fn, c.ir.Callee(call.Common()).Func) {
		rel.harm = shares
		return
	}
	if call != nil {
		if origin := c.ir.Callee(call.Common()).Func; origin != nil && origin.Pkg() != nil {
			for _, row := range c.model.Resources(origin) {
				if row.Result != index {
					continue
				}
				if fn == nil && row.Call || fn != nil && row.Releases(path, fn) {
					rel.harm = harmOfRow(origin, row)
					rel.buffers = row.Category == "reader" || row.Category == "writer"
					if row.Category == "value" && index > 0 {
						rel.value = resultOf(call, 0) // the closer gives back what came with it
					}
					return
				}
			}
			if fn == nil && cancelIndex(origin) == index {
				rel.harm = ends
			}
		}
	}
	// Of other origin: it may be how tasks are told to end.
	if fn != nil && !rel.body && slices.Contains(closers, path) {
		rel.harm = ends
	}
}

// takesBack reports whether put gives back to a pool what get took from it, by
// their names: GetBuf and PutBuf, AcquireRequest and ReleaseRequest.
func takesBack(put, get *types.Func) bool {
	if put == nil || get == nil || put.Pkg() != get.Pkg() || put.Pkg() == nil || put.Signature().Params().Len() == 0 || get.Signature().Results().Len() != 1 {
		return false
	}
	if recv := put.Signature().Recv(); (recv == nil) != (get.Signature().Recv() == nil) || recv != nil && apimodel.TypeSymbol(recv.Type()) != apimodel.TypeSymbol(get.Signature().Recv().Type()) {
		return false
	}
	if !types.Identical(put.Signature().Params().At(0).Type(), get.Signature().Results().At(0).Type()) {
		return false
	}
	for _, pair := range [][2]string{{"get", "put"}, {"acquire", "release"}} {
		got, ok := strings.CutPrefix(strings.ToLower(get.Name()), pair[0])
		given, ok2 := strings.CutPrefix(strings.ToLower(put.Name()), pair[1])
		if ok && ok2 && got == given && (got != "" || pair[0] == "get") {
			return true
		}
	}
	return false
}

// resultOf returns the result of call with the index, nil if it is not used.
func resultOf(call *ssa.Call, index int) ssa.Value {
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == index {
			return x
		}
	}
	return nil
}

// cancelIndex returns the index of the result of fn that cancels a context that
// is another one's result; -1 if there is none.
func cancelIndex(fn *types.Func) int {
	results := fn.Signature().Results()
	for i := 1; i < results.Len(); i++ {
		if apimodel.IsContext(results.At(0).Type()) && isCancel(results.At(i).Type()) {
			return i
		}
	}
	return -1
}

func isCancel(t types.Type) bool {
	switch apimodel.TypeSymbol(t) {
	case (apimodel.Symbol{Pkg: "context", Name: "CancelFunc"}), apimodel.Symbol{Pkg: "context", Name: "CancelCauseFunc"}:
		return true
	}
	return false
}

// responseOf returns the response whose body v is, nil if it is none.
func responseOf(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok || !isHTTP(addr.X.Type(), "Response") || fieldName(addr) != "Body" {
		return nil
	}
	return addr.X
}

// isHTTP reports whether t is a pointer to the type of net/http with the name.
func isHTTP(t types.Type, name string) bool {
	return apimodel.TypeSymbol(t) == apimodel.Symbol{Pkg: "net/http", Name: name}
}

func fieldName(addr *ssa.FieldAddr) string {
	ptr, ok := addr.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return ""
	}
	strct, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	return strct.Field(addr.Field).Name()
}
