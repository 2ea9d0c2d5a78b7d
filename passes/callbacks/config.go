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

// A setting is one on which rows depend.
type setting struct {
	pkg, name string // of the API, and of the method or field
	value     bool   // that undoes the rows
	needed    bool   // value is what the rows need: they don't hold by default
}

var switches = []setting{
	{pkg: "github.com/eclipse/paho.mqtt.golang", name: "SetOrderMatters", value: false}, // each handler gets a goroutine
	{pkg: "github.com/eclipse/paho.mqtt.golang", name: "Order", value: false},           // the field behind it
	{pkg: "github.com/lesismal/nbio", name: "AsyncReadInPoller", value: true},           // reading moves to a pool
	{pkg: "github.com/lxzan/gws", name: "ParallelEnabled", value: true},                 // each message gets a goroutine
	{pkg: "github.com/bwmarrin/discordgo", name: "SyncEvents", value: true, needed: true},
}

// holds reports whether the precondition of row, if it has one, is the default
// and nothing in this package undoes it, or the package asks for it. Any assignment
// in the package counts, for whichever object: a package that does it once knows
// what it does.
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
		v := c.settings()[sw.name]
		if v == nil && sw.needed || v != nil && !sw.harmless(v) {
			return false
		}
	}
	return known
}

// harmless reports whether v, a setting, is certainly one under which rows hold.
func (sw *setting) harmless(v constant.Value) bool {
	return v.Kind() == constant.Bool && constant.BoolVal(v) == (sw.value == sw.needed)
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

// note keeps a value under which the rows may not hold rather than another.
func (c *config) note(name string, value ast.Expr) {
	for _, sw := range switches {
		if sw.name != name {
			continue
		}
		v := c.pass.TypesInfo.Types[value].Value
		if v == nil {
			v = constant.MakeUnknown()
		}
		if c.set[name] == nil || !sw.harmless(v) {
			c.set[name] = v
		}
	}
}
