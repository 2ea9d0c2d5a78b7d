package channels

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// names knows what variables the source assigns the results of make calls to.
type names struct {
	vars map[token.Pos]types.Object // by the left parenthesis of the call
}

func newNames(p *ir.Package) *names {
	n := &names{vars: make(map[token.Pos]types.Object)}
	add := func(lhs, rhs ast.Expr) {
		call, ok := ast.Unparen(rhs).(*ast.CallExpr)
		if !ok {
			return
		}
		switch lhs := ast.Unparen(lhs).(type) {
		case *ast.Ident:
			if obj := p.Info.ObjectOf(lhs); obj != nil && lhs.Name != "_" {
				n.vars[call.Lparen] = obj
			}
		case *ast.SelectorExpr:
			if obj := p.Info.ObjectOf(lhs.Sel); obj != nil {
				n.vars[call.Lparen] = obj
			}
		}
	}
	for _, file := range p.Files {
		ast.Inspect(file, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.AssignStmt:
				if len(node.Lhs) == len(node.Rhs) {
					for i := range node.Lhs {
						add(node.Lhs[i], node.Rhs[i])
					}
				}
			case *ast.ValueSpec:
				if len(node.Names) == len(node.Values) {
					for i := range node.Names {
						add(node.Names[i], node.Values[i])
					}
				}
			case *ast.KeyValueExpr:
				add(node.Key, node.Value)
			}
			return true
		})
	}
	return n
}

// name names a channel.
func (n *names) name(c *Channel, b *builder) {
	switch {
	case c.Field != nil:
		c.Var = c.Field
		c.name = c.Field.Name()
		if base := holder(c.Field, b); base != "" {
			c.name = base + "." + c.name
		}
		return
	case c.Global != nil:
		c.Var = c.Global
	default:
		for _, m := range c.Makes {
			if obj := n.vars[m.Pos()]; obj != nil {
				c.Var = obj
				break
			}
		}
	}
	c.name = "channel"
	if c.Var != nil {
		c.name = c.Var.Name()
	}
}

// holder returns the name of a variable that holds the struct with the field
// where the channel in it is used, a receiver if there is one.
func holder(field *types.Var, b *builder) string {
	name := ""
	n := b.variable(field)
	for _, e := range append(n.out[:len(n.out):len(n.out)], n.in...) {
		var x ssa.Value
		switch instr := e.instr.(type) {
		case *ssa.UnOp:
			if addr, ok := instr.X.(*ssa.FieldAddr); ok {
				x = addr.X
			}
		case *ssa.Store:
			if addr, ok := instr.Addr.(*ssa.FieldAddr); ok {
				x = addr.X
			}
		case *ssa.Field:
			x = instr.X
		}
		base, recv := variableName(x, b.pkg)
		if recv && base != "" {
			return base
		}
		if name == "" {
			name = base
		}
	}
	return name
}

// variableName returns the name of the variable that holds v or is at v, and
// whether it is a receiver.
func variableName(v ssa.Value, p *ir.Package) (name string, recv bool) {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	if cell := p.Cell(v); cell != nil {
		v = cell
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		fn := v.Parent()
		return identifier(v.Name()), fn.Signature.Recv() != nil && fn.Params[0] == v
	case *ssa.Alloc:
		return identifier(v.Comment), false
	}
	return "", false
}

// identifier returns s if a program may name a variable so. The comments of
// variables that the source doesn't name are no identifiers, but for a few.
func identifier(s string) string {
	switch s {
	case "_", "new", "complit", "varargs", "makeslice", "slicelit":
		return ""
	}
	if token.IsIdentifier(s) {
		return s
	}
	return ""
}
