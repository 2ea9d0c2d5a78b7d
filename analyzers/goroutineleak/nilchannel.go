package goroutineleak

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// nilChannels looks for sends and receives on variables and fields to which
// nothing is ever assigned. Which these are, the syntax tells.
func (c *checker) nilChannels() {
	if !c.declaresChannel() {
		return
	}
	n := &nilChannels{
		checker:  c,
		assigned: make(map[*types.Var]bool),
		disabled: make(map[ast.Node]bool),
	}
	for _, file := range c.pass.Files {
		ast.Inspect(file, n.visit)
	}
	for _, op := range n.operations {
		v := n.variable(op.channel)
		if v == nil || n.assigned[v] || v.Pkg() != c.pass.Pkg || c.skips(c.ir.File(op.channel.Pos())) {
			continue // (chan int)(nil) says that it means to wait for ever
		}
		if v.Exported() && (v.IsField() || v.Parent() == c.pass.Pkg.Scope()) {
			continue
		}
		c.rep.ReportOn(op.channel, nilChannel, fmt.Sprintf("%s %s, to which no channel is assigned: it waits for ever", op.does, types.ExprString(op.channel)),
			[]analysis.RelatedInformation{{Pos: v.Pos(), Message: v.Name() + " is declared here"}})
	}
}

type nilChannels struct {
	*checker
	assigned   map[*types.Var]bool // what is, or may be, assigned
	disabled   map[ast.Node]bool   // the operations that are cases of a select statement with others
	operations []operation
}

// An operation is a send or receive.
type operation struct {
	channel ast.Expr
	does    string
}

// declaresChannel reports whether the package declares a variable or field of a
// channel type.
func (c *checker) declaresChannel() bool {
	for _, obj := range c.pass.TypesInfo.Defs {
		if v, ok := obj.(*types.Var); ok && isChannel(v.Type()) {
			return true
		}
	}
	return false
}

func isChannel(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// visit notes the operations, and which variables may be assigned: all that are
// named where it is not their value that is read.
func (c *nilChannels) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.SendStmt:
		if !c.disabled[n] {
			c.operations = append(c.operations, operation{n.Chan, "sends on"})
		}
	case *ast.UnaryExpr:
		switch {
		case n.Op == token.AND:
			c.assign(n.X)
		case n.Op == token.ARROW && !c.disabled[n]:
			c.operations = append(c.operations, operation{n.X, "receives from"})
		}
	case *ast.BinaryExpr:
		// Who compares it with nil knows that it may be; perhaps tests set it.
		c.assign(n.X)
		c.assign(n.Y)
	case *ast.RangeStmt:
		c.assign(n.Key)
		c.assign(n.Value)
		if isChannel(c.pass.TypesInfo.TypeOf(n.X)) {
			c.operations = append(c.operations, operation{n.X, "receives from"})
		}
	case *ast.SelectStmt:
		if len(n.Body.List) > 1 {
			for _, clause := range n.Body.List {
				c.disable(clause)
			}
		}
	case *ast.AssignStmt:
		for _, lhs := range n.Lhs {
			c.assign(lhs)
		}
	case *ast.ValueSpec:
		if len(n.Values) > 0 {
			for _, name := range n.Names {
				c.assign(name)
			}
		}
	case *ast.CaseClause: // of a type switch
		if v, ok := c.pass.TypesInfo.Implicits[n].(*types.Var); ok {
			c.assigned[v] = true
		}
	case *ast.FuncType:
		for _, list := range []*ast.FieldList{n.Params, n.Results} {
			c.assignAll(list)
		}
	case *ast.FuncDecl:
		c.assignAll(n.Recv)
	case *ast.CompositeLit:
		c.literal(n)
	case *ast.CallExpr:
		// A conversion gives the fields those of another struct.
		if tv := c.pass.TypesInfo.Types[n.Fun]; tv.IsType() {
			c.assignFields(tv.Type)
		}
	}
	return true
}

// disable notes the operation of a case.
func (c *nilChannels) disable(clause ast.Stmt) {
	comm, ok := clause.(*ast.CommClause)
	if !ok || comm.Comm == nil {
		return
	}
	c.disabled[comm.Comm] = true
	ast.Inspect(comm.Comm, func(n ast.Node) bool {
		if x, ok := n.(*ast.UnaryExpr); ok && x.Op == token.ARROW {
			c.disabled[x] = true
			return false
		}
		return true
	})
}

func (c *nilChannels) assign(e ast.Expr) {
	if v := c.variable(e); v != nil {
		c.assigned[v] = true
	}
}

func (c *nilChannels) assignAll(list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			c.assign(name)
		}
	}
}

func (c *nilChannels) literal(lit *ast.CompositeLit) {
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			c.assignFields(c.pass.TypesInfo.TypeOf(lit))
			return
		}
		c.assign(kv.Key)
	}
}

func (c *nilChannels) assignFields(t types.Type) {
	if t == nil {
		return
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if st, ok := t.Underlying().(*types.Struct); ok {
		for f := range st.Fields() {
			c.assigned[f.Origin()] = true
		}
	}
}

// variable returns the variable or field that e names, nil if it names none.
func (c *nilChannels) variable(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch x := e.(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		// A struct type without a name is the same type wherever it is
		// written, and its fields are other variables there.
		if sel := c.pass.TypesInfo.Selections[x]; sel != nil && apimodel.TypeName(sel.Recv()) == nil {
			return nil
		}
		id = x.Sel
	case *ast.ParenExpr:
		return c.variable(x.X)
	case nil:
		return nil
	}
	if id == nil {
		return nil
	}
	v, _ := c.pass.TypesInfo.ObjectOf(id).(*types.Var)
	if v == nil {
		return nil
	}
	return v.Origin()
}
