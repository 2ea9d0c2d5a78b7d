package goroutineleak

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// nilChannels looks for sends and receives on variables that never hold a
// channel.
func (c *checker) nilChannels() {
	if !c.declaresChannel() {
		return
	}
	n := &nilChannels{checker: c}
	for _, fn := range c.ir.Functions() {
		if c.skips(c.ir.File(fn.Pos())) {
			continue
		}
		for instr := range ir.Instrs(fn) {
			switch x := instr.(type) {
			case *ssa.UnOp:
				if x.Op == token.ARROW {
					n.operation(x, x.X, "receives from")
				}
			case *ssa.Send:
				n.operation(x, x.Chan, "sends on")
			}
		}
	}
}

type nilChannels struct {
	*checker
	assigned map[types.Object]bool // the fields and package-level variables that are, or may be
}

// declaresChannel reports whether the package declares a variable or field of a
// channel type.
func (c *checker) declaresChannel() bool {
	for _, obj := range c.pass.TypesInfo.Defs {
		if v, ok := obj.(*types.Var); ok {
			if _, isChan := v.Type().Underlying().(*types.Chan); isChan {
				return true
			}
		}
	}
	return false
}

func (c *nilChannels) operation(instr ssa.Instruction, ch ssa.Value, does string) {
	if !c.isNil(ch) {
		return
	}
	operand := c.operand(instr)
	v := c.variable(operand)
	if v == nil {
		return // (chan int)(nil) says that it means to wait for ever
	}
	name := types.ExprString(operand)
	c.report(operand, nilChannel, fmt.Sprintf("%s %s, to which no channel is assigned: it waits for ever", does, name),
		nil)
}

// isNil reports whether v is nil wherever it is used.
func (c *nilChannels) isNil(v ssa.Value) bool {
	switch x := v.(type) {
	case *ssa.Const:
		return x.IsNil()
	case *ssa.ChangeType:
		return c.isNil(x.X)
	case *ssa.UnOp:
		if x.Op != token.MUL {
			return false
		}
		switch addr := x.X.(type) {
		case *ssa.Global:
			return addr.Object() != nil && !addr.Object().Exported() && !c.assigns(addr.Object())
		case *ssa.FieldAddr:
			field := fieldOf(x)
			return field != nil && field.Pkg() == c.pass.Pkg && !field.Exported() && !c.assigns(field)
		}
		if cell := c.ir.Cell(x.X); cell != nil {
			uses := c.ir.Uses(cell)
			return !uses.Escapes && len(uses.Stores) == 0
		}
	}
	return false
}

// assigns reports whether obj, a package-level variable or a field, may be
// assigned a value: it is named anywhere but where its value is read.
func (c *nilChannels) assigns(obj types.Object) bool {
	if c.assigned == nil {
		c.assigned = make(map[types.Object]bool)
		for _, file := range c.pass.Files {
			ast.Inspect(file, c.note)
		}
	}
	return c.assigned[obj]
}

func (c *nilChannels) note(n ast.Node) bool {
	set := func(e ast.Expr) {
		if v := c.variable(e); v != nil {
			c.assigned[v] = true
		}
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, lhs := range n.Lhs {
			set(lhs)
		}
	case *ast.RangeStmt:
		set(n.Key)
		set(n.Value)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			set(n.X)
		}
	case *ast.ValueSpec:
		if len(n.Values) > 0 {
			for _, name := range n.Names {
				set(name)
			}
		}
	case *ast.CompositeLit:
		c.literal(n)
	case *ast.CallExpr:
		// A conversion gives the fields those of another struct.
		if tv := c.pass.TypesInfo.Types[n.Fun]; tv.IsType() {
			c.fields(tv.Type)
		}
	}
	return true
}

func (c *nilChannels) literal(lit *ast.CompositeLit) {
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			c.fields(c.pass.TypesInfo.TypeOf(lit))
			return
		}
		if id, ok := kv.Key.(*ast.Ident); ok {
			if v, ok := c.pass.TypesInfo.Uses[id].(*types.Var); ok {
				c.assigned[v] = true
			}
		}
	}
}

func (c *nilChannels) fields(t types.Type) {
	if t == nil {
		return
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if st, ok := t.Underlying().(*types.Struct); ok {
		for f := range st.Fields() {
			c.assigned[f] = true
		}
	}
}

// operand returns the channel expression of the operation, nil if it is not
// written as one.
func (c *nilChannels) operand(instr ssa.Instruction) ast.Expr {
	path := c.ir.Path(instr.Pos())
	for i := len(path) - 1; i >= 0; i-- {
		switch n := path[i].(type) {
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return ast.Unparen(n.X)
			}
		case *ast.SendStmt:
			return ast.Unparen(n.Chan)
		case *ast.RangeStmt:
			return ast.Unparen(n.X)
		case *ast.BlockStmt, *ast.FuncLit:
			return nil
		}
	}
	return nil
}

// variable returns the variable or field that e names, nil if it names none.
func (c *nilChannels) variable(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch x := e.(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	case *ast.ParenExpr:
		return c.variable(x.X)
	default:
		return nil
	}
	v, _ := c.pass.TypesInfo.ObjectOf(id).(*types.Var)
	if v == nil {
		return nil
	}
	return v.Origin()
}
