package ir

import (
	"go/ast"
	"go/token"
	"sort"

	"golang.org/x/tools/go/ast/inspector"
)

// A Span is a part of the source that is no node of its own.
type Span struct{ From, To token.Pos }

// Pos returns where the span begins.
func (s Span) Pos() token.Pos { return s.From }

// End returns the position after the span.
func (s Span) End() token.Pos { return s.To }

// Point returns the span of length 0 at pos: what a diagnostic names that is an
// instruction, or an operator, and no node.
func Point(pos token.Pos) Span { return Span{pos, pos} }

// Contains reports whether n lies in outer, or is all of it.
func Contains(outer, n ast.Node) bool { return outer.Pos() <= n.Pos() && n.End() <= outer.End() }

// FuncAround returns the innermost function around cur: an *ast.FuncDecl or
// *ast.FuncLit, nil if there is none. It is the one at cur if that is a function.
func FuncAround(cur inspector.Cursor) ast.Node {
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return fn.Node()
	}
	return nil
}

// FuncSyntax returns the type and the body of fn, an *ast.FuncDecl or
// *ast.FuncLit; nil for any other node. The body of a declaration may be nil.
func FuncSyntax(fn ast.Node) (*ast.FuncType, *ast.BlockStmt) {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		return fn.Type, fn.Body
	case *ast.FuncLit:
		return fn.Type, fn.Body
	}
	return nil, nil
}

// HasCall reports whether there is a call, or a conversion, in e.
func HasCall(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		_, ok := n.(*ast.CallExpr)
		found = found || ok
		return !found
	})
	return found
}

// File returns the file that contains pos, nil if none does.
func (p *Package) File(pos token.Pos) *ast.File {
	for _, f := range p.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return f
		}
	}
	return nil
}

// Path returns the nodes that contain pos, from the file inwards. Many
// instructions have the position of an operator or a parenthesis: the innermost
// node of the kind that a caller looks for is the syntax of the instruction.
func (p *Package) Path(pos token.Pos) []ast.Node {
	file := p.File(pos)
	if file == nil {
		return nil
	}
	// Declarations are in the order of the source: most of them needn't be looked at.
	var from ast.Node = file
	var path []ast.Node
	i := sort.Search(len(file.Decls), func(i int) bool { return pos < file.Decls[i].End() })
	if i < len(file.Decls) && file.Decls[i].Pos() <= pos {
		from = file.Decls[i]
		path = append(path, file)
	}
	ast.Inspect(from, func(n ast.Node) bool {
		if n == nil || n != file && (pos < n.Pos() || pos >= n.End()) {
			return false
		}
		path = append(path, n)
		return true
	})
	return path
}

// Innermost returns the innermost node of type T that contains pos.
func Innermost[T ast.Node](p *Package, pos token.Pos) (T, bool) {
	path := p.Path(pos)
	for i := len(path) - 1; i >= 0; i-- {
		if n, ok := path[i].(T); ok {
			return n, true
		}
	}
	var zero T
	return zero, false
}
