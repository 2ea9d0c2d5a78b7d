package mayblock

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// channels knows how the package makes the channels that it keeps in
// variables and fields.
type channels struct {
	info *types.Info
	made map[*types.Var]buffer
}

// A buffer is what is known of the buffers of the channels in a variable.
type buffer uint8

const (
	unbuffered buffer = 1 << iota
	buffered
	foreign // comes from elsewhere
)

// scan notes the assignments of channels in a file.
func (c *channels) scan(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if len(n.Lhs) == len(n.Rhs) {
					c.assign(lhs, n.Rhs[i])
				} else {
					c.assign(lhs, nil)
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if len(n.Values) == len(n.Names) {
					c.assign(name, n.Values[i])
				} else if len(n.Values) > 0 {
					c.assign(name, nil)
				}
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok {
				c.assign(key, n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				c.assign(n.X, nil) // may be assigned through the pointer
			}
		}
		return true
	})
}

func (c *channels) assign(lhs, rhs ast.Expr) {
	v := c.variable(lhs)
	if v == nil || !apimodel.IsChan(v.Type()) {
		return
	}
	if c.made == nil {
		c.made = make(map[*types.Var]buffer)
	}
	c.made[v] |= c.buffer(rhs)
}

// buffer returns what is known of the channel that expr evaluates to.
func (c *channels) buffer(expr ast.Expr) buffer {
	if expr == nil {
		return foreign
	}
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		if expr.Name == "nil" {
			return 0
		}
	case *ast.CallExpr:
		id, ok := ast.Unparen(expr.Fun).(*ast.Ident)
		if !ok || id.Name != "make" || !c.info.Types[expr.Fun].IsBuiltin() {
			return foreign
		}
		if len(expr.Args) < 2 {
			return unbuffered
		}
		if v := c.info.Types[expr.Args[1]].Value; v != nil && constant.Sign(v) == 0 {
			return unbuffered
		}
		return buffered
	}
	return foreign
}

// of returns what is known of the channels that expr, a variable or field,
// holds.
func (c *channels) of(expr ast.Expr) buffer {
	v := c.variable(expr)
	if v == nil {
		return foreign
	}
	if b, ok := c.made[v]; ok {
		return b
	}
	return foreign
}

func (c *channels) variable(expr ast.Expr) *types.Var {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		v, _ := c.info.ObjectOf(expr).(*types.Var)
		if v != nil {
			v = v.Origin()
		}
		return v
	case *ast.SelectorExpr:
		v, _ := c.info.Uses[expr.Sel].(*types.Var)
		if v != nil {
			v = v.Origin()
		}
		return v
	}
	return nil
}
