package callbacks

import (
	"go/ast"
	"go/constant"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// A config looks for the configuration under which rows of the model hold.
type config struct {
	pass *analysis.Pass
	set  map[string]constant.Value // what setters and fields in switches are given, by name; nil until asked for
}

// switches lists the settings that undo rows which hold by default: the
// package, the method or field, and the value that undoes them.
var switches = []struct {
	pkg, name string
	undo      bool
}{
	{"github.com/eclipse/paho.mqtt.golang", "SetOrderMatters", false}, // each handler gets a goroutine
	{"github.com/eclipse/paho.mqtt.golang", "Order", false},           // the field behind it
	{"github.com/lesismal/nbio", "AsyncReadInPoller", true},           // reading moves to a pool
}

// holds reports whether the precondition of row, if it has one, is the default
// and nothing in this package undoes it. Any assignment in the package counts,
// for whichever object: a package that does it once knows what it does.
func (c *config) holds(row *apimodel.Callback) bool {
	if row.When == "" {
		return true
	}
	known := false
	for _, sw := range switches {
		if row.Pkg != sw.pkg {
			continue
		}
		known = true
		if v := c.settings()[sw.name]; v != nil && undoes(v, sw.undo) {
			return false
		}
	}
	return known
}

// settings returns the values that the package gives to the names of switches.
// A value that is not constant is unknown, and undoes the row as well.
func (c *config) settings() map[string]constant.Value {
	if c.set != nil {
		return c.set
	}
	c.set = make(map[string]constant.Value)
	for _, file := range c.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) == 1 && strings.HasPrefix(sel.Sel.Name, "Set") {
					c.note(sel.Sel.Name, n.Args[0])
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok {
					c.note(key.Name, n.Value)
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if sel, ok := lhs.(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) {
						c.note(sel.Sel.Name, n.Rhs[i])
					}
				}
			}
			return true
		})
	}
	return c.set
}

// undoes reports whether a setting of v is, or may be, the one that undoes a row.
func undoes(v constant.Value, undo bool) bool {
	return v.Kind() != constant.Bool || constant.BoolVal(v) == undo
}

func (c *config) note(name string, value ast.Expr) {
	for _, sw := range switches {
		if sw.name != name {
			continue
		}
		v := c.pass.TypesInfo.Types[value].Value
		if v == nil {
			v = constant.MakeUnknown()
		}
		if undoes(v, sw.undo) || c.set[name] == nil {
			c.set[name] = v
		}
	}
}
