package tasks

import (
	"go/types"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// external adds what a call of c, whose body is not known, may wait for: what
// it reaches through its receiver and its arguments, if its name is one of
// those that waiting goes by, or if it reads from the other end of a pipe.
func (g *graph) external(s *summary, common *ssa.CallCommon, c ir.Callee) {
	args := c.Args
	if c.Recv != nil {
		args = append([]ssa.Value{c.Recv}, args...)
	}
	for _, arg := range args {
		g.passed(s, arg)
	}
	if c.Func == nil {
		// A function value: what it was made from, and what it is passed.
		for _, v := range append([]ssa.Value{common.Value}, args...) {
			g.mayWait(s, nil, v)
		}
		return
	}
	waiting := waitsByName(c.Func) || c.Func.Name() == "Stop" && recvPlace(c.Func) == place{"time", "Timer"} && !g.isNewTimer(c.Recv)
	for _, arg := range args {
		if waiting || isWaitable(arg) || isPipe(arg.Type()) && !strings.HasPrefix(c.Func.Name(), "Close") && !strings.HasPrefix(c.Func.Name(), "Set") {
			g.mayWait(s, c.Func, arg)
		}
	}
}

// isWaitable reports whether v is a channel or a group, perhaps in an interface:
// whoever is passed it may wait.
func isWaitable(v ssa.Value) bool {
	if m, ok := v.(*ssa.MakeInterface); ok {
		v = m.X
	}
	if _, ok := v.Type().Underlying().(*types.Chan); ok {
		return true
	}
	sym := apimodel.TypeSymbol(v.Type())
	p := place{sym.Pkg, sym.Name}
	return p == waitGroup || p == errGroup || p == place{"sync", "Cond"}
}

// isNewTimer reports whether v is a timer that only sends on its channel.
func (g *graph) isNewTimer(v ssa.Value) bool {
	call, ok := g.ir.Resolve(v).(*ssa.Call)
	return ok && g.ir.Callee(call.Common()).Func != nil && g.ir.Callee(call.Common()).Func.Name() == "NewTimer"
}

func (g *graph) mayWait(s *summary, fn *types.Func, v ssa.Value) {
	for _, o := range g.origins(v) {
		s.add(act{kind: calls, obj: o, fn: fn})
	}
}

// isPipe reports whether reading from or writing to a value of type t may wait
// for somebody who has the other end.
func isPipe(t types.Type) bool {
	sym := apimodel.TypeSymbol(t)
	switch sym.Pkg {
	case "os", "bytes", "strings", "bufio":
		return false
	case "io":
		return sym.Name != "SectionReader" && sym.Name != "LimitedReader"
	case "net":
		return strings.HasSuffix(sym.Name, "Conn")
	case "net/http":
		return false
	}
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range iface.Methods() {
		if m.Name() == "Read" || m.Name() == "Write" {
			return true
		}
	}
	return false
}

// waitsByName reports whether fn, a function of another package or an interface
// method, goes by a name for waiting. Of the standard library, only few
// packages have something that waits for code of ours.
func waitsByName(fn *types.Func) bool {
	if fn.Pkg() != nil && apimodel.IsStd(fn.Pkg().Path()) {
		switch fn.Pkg().Path() {
		case "sync", "os/exec", "net/http/httptest", "net/rpc", "testing", "testing/synctest", "testing/iotest", "sync/atomic":
		case "net/http":
			if recvPlace(fn) != (place{"net/http", "Server"}) {
				return false
			}
		case "io":
			if recvPlace(fn) != (place{"io", "Closer"}) {
				return false
			}
		default:
			return false
		}
	}
	return isWaitingName(fn.Name())
}

// waitingWords are the words of names of functions that do not return, or may
// not, before somebody else has done something.
var waitingWords = map[string]bool{
	"wait": true, "waits": true, "await": true, "join": true, "stop": true, "close": true, "shutdown": true, "drain": true,
	"run": true, "serve": true, "start": true, "finish": true, "done": true, "flush": true, "collect": true, "gather": true,
	"block": true, "quit": true, "exit": true, "kill": true, "terminate": true, "destroy": true, "dispose": true, "end": true,
	"halt": true, "cancel": true, "teardown": true, "cleanup": true, "complete": true, "completed": true, "result": true,
	"results": true, "barrier": true, "eventually": true, "never": true, "read": true, "recv": true, "receive": true, "next": true,
	"get": true, "acquire": true, "lock": true, "load": true, "sync": true, "resolve": true, "interrupt": true, "release": true,
	"down": true, "up": true, "poll": true, "consume": true, "accept": true, "output": true, "errs": true, "graceful": true, "go": true,
	"listen": true, "loop": true, "signal": true, "until": true, "for": true, "disconnect": true, "unsubscribe": true, "all": true,
}

func isWaitingName(name string) bool {
	for word := range words(name) {
		if waitingWords[word] {
			return true
		}
	}
	return false
}

// words yields the words of a name in mixed caps, in lower case.
func words(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		var word []rune
		runes := []rune(name)
		for i, c := range runes {
			upper := unicode.IsUpper(c)
			starts := upper && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
			if starts || c == '_' {
				if len(word) > 0 && !yield(string(word)) {
					return
				}
				word = word[:0]
			}
			if c != '_' {
				word = append(word, unicode.ToLower(c))
			}
		}
		if len(word) > 0 {
			yield(string(word))
		}
	}
}
