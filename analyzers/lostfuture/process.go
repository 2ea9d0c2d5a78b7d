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
	if recv == nil || c.outlivesProgram(call) || c.ignored(call) || c.reaps() {
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
	case "Args", "Dir", "Env", "Err", "ExtraFiles", "Path", "ProcessState", "Stdin", "Stdout", "Stderr", "WaitDelay":
		return m.at.ParentEdgeKind() != edge.UnaryExpr_X
	case "Process":
		return c.comparedWithNil(m)
	case "Process.Pid":
		return c.logged(m)
	}
	return false
}

// logged reports whether m is an argument of a function that prints or logs. With
// the number of a process, others could wait for it.
func (c *checker) logged(m mention) bool {
	if m.at.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	fn := typeutil.Callee(c.info, m.at.Parent().Node().(*ast.CallExpr))
	return fn != nil && slices.ContainsFunc([]string{"debug", "error", "fatal", "info", "log", "print", "trace", "warn"}, func(word string) bool {
		return strings.Contains(strings.ToLower(fn.Name()), word)
	})
}

// outlivesProgram reports whether the process is meant to go on after the program,
// which is then no parent that could wait: the program ends or replaces itself
// after the call, or it is a command, which starts one process and not one after
// the other, or the name of a function around the call says so.
func (c *checker) outlivesProgram(call call) bool {
	inLoop := false
	for at := range call.at.Enclosing((*ast.FuncDecl)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		decl, ok := at.Node().(*ast.FuncDecl)
		switch {
		case !ok:
			inLoop = true
		case saysDetached(decl.Name.Name) || c.pass.Pkg.Name() == "main" && !inLoop:
			return true
		default:
			return c.exitsAfter(at, call)
		}
	}
	return false
}

// detaching are parts of the names of functions that start something for the
// user, or in the place of the program, and leave it alone.
var detaching = []string{"background", "browse", "daemon", "detach", "launch", "open", "reexec", "relaunch", "respawn", "restart", "upgrade"}

func saysDetached(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(detaching, func(part string) bool { return strings.Contains(name, part) })
}

// exitsAfter reports whether a statement of the function at decl that follows
// the call ends or replaces the program.
func (c *checker) exitsAfter(decl inspector.Cursor, call call) bool {
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
