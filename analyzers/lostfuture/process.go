package lostfuture

import (
	"go/ast"
	"go/constant"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
)

// process reports a process that is started and for whose end nobody waits.
func (c *checker) process(call call) {
	if call.fn.FullName() != "(*os/exec.Cmd).Start" {
		return
	}
	recv := call.recv()
	if recv == nil || c.endsSoon(call) || c.reaps() {
		return
	}
	name, evidence := "the process", []analysis.RelatedInformation(nil)
	if cmd := c.local(recv); cmd != nil {
		name = cmd.Name()
		for m := range c.mentions(cmd) {
			if !c.merelyRuns(m) {
				return
			}
		}
		for value := range c.sources(cmd) {
			if !c.makesCommand(value) {
				return
			}
			evidence = append(evidence, diagnose.Related(value, "the command is made here, and nothing calls its Wait"))
		}
	} else if !c.makesCommand(ast.Unparen(recv)) {
		return
	}
	c.rep.ReportOn(call.expr, unwaitedProcess,
		name+" is started and never waited for: nobody learns how it ended, and it remains as a zombie", evidence)
}

// makesCommand reports whether e makes a command that is meant to be waited for,
// and that nobody else has.
func (c *checker) makesCommand(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.CompositeLit:
		return isCommand(c.info.TypeOf(x)) && !slices.ContainsFunc(x.Elts, func(elt ast.Expr) bool {
			kv, ok := elt.(*ast.KeyValueExpr)
			return !ok || exprname.Of(kv.Key) == "SysProcAttr"
		})
	case *ast.UnaryExpr:
		return c.makesCommand(ast.Unparen(x.X))
	case *ast.CallExpr:
		fn := typeutil.StaticCallee(c.info, x)
		if fn == nil {
			return false
		}
		switch fn.FullName() {
		case "os/exec.Command":
			return !c.opens(x.Args)
		case "os/exec.CommandContext":
			return len(x.Args) > 0 && !c.opens(x.Args[1:])
		}
	}
	return false
}

func isCommand(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "os/exec" && named.Obj().Name() == "Cmd"
}

// openers are commands that show something to the user, who sees whether it
// worked.
var openers = []string{"cmd", "explorer", "open", "rundll32", "sensible-browser", "start", "www-browser", "x-www-browser", "xdg-open"}

// opens reports whether a command with the given arguments shows something to
// the user.
func (c *checker) opens(args []ast.Expr) bool {
	if len(args) == 0 {
		return false
	}
	v := c.info.Types[args[0]].Value
	if v == nil || v.Kind() != constant.String {
		return false
	}
	name := strings.TrimSuffix(filepath.Base(constant.StringVal(v)), ".exe")
	return slices.Contains(openers, name)
}

// merelyRuns reports whether the process is as little waited for after m, a
// mention of a command, as before.
func (c *checker) merelyRuns(m mention) bool {
	if m.last == nil {
		return m.assigned() || c.comparedWithNil(m)
	}
	if m.assigned() {
		return m.path != "SysProcAttr" // a process of its own, with a terminal of its own
	}
	switch m.path {
	case "Start", "StdinPipe", "StdoutPipe", "StderrPipe", "String", "Environ", "Process.Kill", "Process.Signal":
		return c.method(m) != nil
	case "Args", "Dir", "Env", "Err", "ExtraFiles", "Path", "Process.Pid", "ProcessState", "Stdin", "Stdout", "Stderr", "WaitDelay":
		return m.at.ParentEdgeKind() != edge.UnaryExpr_X
	case "Process":
		return c.comparedWithNil(m)
	}
	return false
}

// endsSoon reports whether the program ends after the call, or replaces itself:
// the process is then somebody else's child.
func (c *checker) endsSoon(call call) bool {
	decl, ok := outermost(call.at)
	if !ok {
		return false
	}
	for at := range decl.Preorder((*ast.CallExpr)(nil)) {
		other := at.Node().(*ast.CallExpr)
		if other.Pos() < call.expr.Pos() {
			continue
		}
		if fn := typeutil.StaticCallee(c.info, other); fn != nil {
			switch fn.FullName() {
			case "os.Exit", "syscall.Exec", "golang.org/x/sys/unix.Exec":
				return true
			}
		}
	}
	return false
}

// outermost returns the declaration around the cursor.
func outermost(at inspector.Cursor) (inspector.Cursor, bool) {
	found := false
	for decl := range at.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		at, found = decl, true
	}
	return at, found
}

// reaps reports whether the package waits for whatever child ends.
func (c *checker) reaps() bool {
	for _, obj := range c.info.Uses {
		if obj.Pkg() != nil && (obj.Name() == "Wait4" || obj.Name() == "SIGCHLD") {
			switch obj.Pkg().Path() {
			case "syscall", "golang.org/x/sys/unix":
				return true
			}
		}
	}
	return false
}
