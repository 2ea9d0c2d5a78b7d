package loopblock

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// subject names the callback.
func (c *checker) subject(cb loops.Callback) string {
	if cb.Func != nil {
		if cb.Body == nil {
			return cb.Func.Pkg().Name() + "." + cb.Func.Name()
		}
		return cb.Func.Name()
	}
	if call, ok := cb.Site.(*ast.CallExpr); ok {
		if fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func); ok && fn.Pkg() != nil {
			name := fn.Name()
			if recv := apimodel.FuncSymbol(fn).Recv; recv != "" && fn.Pkg() != c.pass.Pkg {
				name = recv + "." + name
			}
			if fn.Pkg() != c.pass.Pkg {
				name = fn.Pkg().Name() + "." + name
			}
			return "the callback passed to " + name
		}
	}
	return "the callback " + cb.Loop.API
}

// loopName returns the name of a loop with an article, and in parentheses what
// the loop serves, if the model says that: after a colon, or in parentheses at the
// end.
func loopName(text string) string {
	text, _, _ = cutOutside(text, "; ")
	name, served, found := cutOutside(text, ": ")
	if bare, remark, ok := remarkOf(name); ok {
		name = bare
		if !found {
			served = remark
		}
	}
	if !slices.ContainsFunc([]string{"the ", "a ", "an ", "its ", "every ", "all ", "whatever ", "whichever ", "that "}, func(article string) bool {
		return strings.HasPrefix(name, article)
	}) {
		name = "the " + name
	}
	if served == "" || strings.Contains(served, ".go") { // where it can be read
		return name
	}
	return name + " (" + served + ")"
}

// firstClause returns what text says before its first remark.
func firstClause(text string) string {
	text, _, _ = cutOutside(text, "; ")
	if bare, _, ok := remarkOf(text); ok {
		return bare
	}
	return text
}

// remarkOf splits text before the parentheses with which it ends.
func remarkOf(text string) (bare, remark string, ok bool) {
	if !strings.HasSuffix(text, ")") {
		return text, "", false
	}
	depth := 0
	for i := len(text) - 1; i > 0; i-- {
		switch text[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return strings.TrimSuffix(text[:i], " "), text[i+1 : len(text)-1], text[i-1] == ' '
			}
		}
	}
	return text, "", false
}

// cutOutside is strings.Cut at the first sep outside of parentheses and braces.
func cutOutside(text, sep string) (before, after string, found bool) {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(', '{', '[':
			depth++
		case ')', '}', ']':
			depth--
		}
		if depth == 0 && strings.HasPrefix(text[i:], sep) {
			return text[:i], text[i+len(sep):], true
		}
	}
	return text, "", false
}

// what says what the callback does.
func what(w *mayblock.Witness) string {
	if len(w.Steps) == 1 {
		name := w.Steps[0].Name
		if w.Op == mayblock.Receive {
			if ch, ok := strings.CutPrefix(name, "receive from "); ok {
				return "receives from " + ch
			}
			return "waits in " + name
		}
	}
	return "calls " + w.String()
}
