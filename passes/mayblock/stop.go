package mayblock

import (
	"go/ast"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Telling goroutines or a process to end and then waiting until they have is
// how things are closed: the wait is as long as the others need to notice, and
// those who write it know that they wait, and for what. Such waits rank last,
// and importers are not told of them.

// stopVerbs are the words with which functions begin that tell something to
// end.
var stopVerbs = []string{"close", "stop", "shutdown", "cancel", "kill", "quit", "interrupt", "terminate", "destroy", "teardown", "abort", "halt"}

// isStop reports whether a function with the given name tells something to end.
func isStop(name string) bool {
	for _, verb := range stopVerbs {
		if len(name) < len(verb) || !strings.EqualFold(name[:len(verb)], verb) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(name[len(verb):])
		if !unicode.IsLower(next) { // stopAll, but not stopped
			return true
		}
	}
	return false
}

// signalsStop reports whether call tells something to end: close(ch),
// cancel(), s.Stop(). The body of a response that is closed is no such thing.
func (w *walker) signalsStop(call *ast.CallExpr) bool {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return isStop(fun.Name)
	case *ast.SelectorExpr:
		if x, ok := ast.Unparen(fun.X).(*ast.SelectorExpr); ok && x.Sel.Name == "Body" {
			return false
		}
		return isStop(fun.Sel.Name)
	}
	return false
}
