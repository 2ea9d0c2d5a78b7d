package unboundedqueue

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"

	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/ir"
)

// An index has what is asked for again and again, looked up once and when it is
// asked for first, so that time grows with the package and not with its square.
type index struct {
	tests    map[*token.File]bool
	meant    map[ast.Decl]bool // see declaredUnbounded
	locks    map[ast.Node]bool // functions that take a lock themselves
	loops    map[ast.Node][]ir.Span
	literals map[*types.Var]bool // variables that hold function literals; nil until asked for
	sends    map[ast.Node][]*ast.SendStmt
	handlers map[ast.Node][]*ast.CallExpr
	polled   map[*ast.SendStmt]bool // nil until asked for
	flows    *flows                 // nil until asked for
	checks   map[string]bool        // names that checks have
	givenUp  map[ast.Node]bool      // cases that were reported
}

func newIndex() *index {
	return &index{
		tests:    make(map[*token.File]bool),
		meant:    make(map[ast.Decl]bool),
		locks:    make(map[ast.Node]bool),
		loops:    make(map[ast.Node][]ir.Span),
		sends:    make(map[ast.Node][]*ast.SendStmt),
		handlers: make(map[ast.Node][]*ast.CallExpr),
		checks:   make(map[string]bool),
		givenUp:  make(map[ast.Node]bool),
	}
}

// memo returns what m has for key, which is computed if there is nothing yet.
func memo[K comparable, V any](m map[K]V, key K, compute func() V) V {
	v, ok := m[key]
	if !ok {
		v = compute()
		m[key] = v
	}
	return v
}

// fileOf returns the file that pos lies in, nil if there is none.
func (c *checker) fileOf(pos token.Pos) *ast.File {
	for _, f := range c.pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return f
		}
	}
	return nil
}

// skips reports whether nothing is to be reported at pos.
func (c *checker) skips(pos token.Pos) bool {
	return !c.tests && memo(c.idx.tests, c.pass.Fset.File(pos), func() bool {
		return testfile.IsTest(c.pass, c.fileOf(pos))
	})
}

// inTest reports whether pos lies in a test file, and those are not looked at.
func (c *checker) inTest(pos token.Pos) bool {
	return !c.tests && testfile.Contains(c.pass.Fset, pos)
}

// declAt returns the declaration that pos lies in and its file, nil if there is none.
func (c *checker) declAt(pos token.Pos) (ast.Decl, *ast.File) {
	f := c.fileOf(pos)
	if f == nil {
		return nil, nil
	}
	i, _ := slices.BinarySearchFunc(f.Decls, pos, func(d ast.Decl, pos token.Pos) int { return cmp.Compare(d.End(), pos+1) })
	if i == len(f.Decls) || pos < f.Decls[i].Pos() {
		return nil, nil
	}
	return f.Decls[i], f
}

// commentsIn returns the comments of d, its own included.
func commentsIn(d ast.Decl, f *ast.File) []*ast.CommentGroup {
	from := d.Pos()
	if doc := docOf(d); doc != nil {
		from = doc.Pos()
	}
	find := func(pos token.Pos) int {
		i, _ := slices.BinarySearchFunc(f.Comments, pos, func(g *ast.CommentGroup, pos token.Pos) int { return cmp.Compare(g.Pos(), pos) })
		return i
	}
	return f.Comments[find(from):find(d.End())]
}

func docOf(d ast.Decl) *ast.CommentGroup {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return d.Doc
	case *ast.GenDecl:
		return d.Doc
	}
	return nil
}

// loopAround reports whether n, which fn contains, is in a loop there.
func (c *checker) loopAround(fn, n ast.Node) bool {
	loops := memo(c.idx.loops, fn, func() []ir.Span {
		var list []ir.Span
		ast.Inspect(fn, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				list = append(list, ir.Span{From: n.Pos(), To: n.End()})
				return false // those within are in it too
			}
			return true
		})
		return list
	})
	i, _ := slices.BinarySearchFunc(loops, n.Pos(), func(s ir.Span, pos token.Pos) int { return cmp.Compare(s.To, pos+1) })
	return i < len(loops) && loops[i].From < n.Pos()
}

// holdsLiteral reports whether a function literal is assigned to v somewhere.
func (c *checker) holdsLiteral(v *types.Var) bool {
	if c.idx.literals == nil {
		c.idx.literals = make(map[*types.Var]bool)
		for cur := range c.in.Root().Preorder((*ast.FuncLit)(nil)) {
			kind, i := cur.ParentEdge()
			switch n := cur.Parent().Node().(type) {
			case *ast.AssignStmt:
				if kind == edge.AssignStmt_Rhs && len(n.Lhs) == len(n.Rhs) {
					c.idx.literals[c.varOf(n.Lhs[i])] = true
				}
			case *ast.ValueSpec:
				if i < len(n.Names) {
					if v, ok := c.pass.TypesInfo.Defs[n.Names[i]].(*types.Var); ok {
						c.idx.literals[v] = true
					}
				}
			}
		}
	}
	return c.idx.literals[v]
}

// isPolled reports whether send is a case of a select statement that has a default.
func (c *checker) isPolled(send *ast.SendStmt) bool {
	if c.idx.polled == nil {
		c.idx.polled = make(map[*ast.SendStmt]bool)
		for cur := range c.in.Root().Preorder((*ast.SelectStmt)(nil)) {
			sel := cur.Node().(*ast.SelectStmt)
			if !hasDefault(sel) {
				continue
			}
			for _, s := range sel.Body.List {
				if send, ok := s.(*ast.CommClause).Comm.(*ast.SendStmt); ok {
					c.idx.polled[send] = true
				}
			}
		}
	}
	return c.idx.polled[send]
}

// hasDefault reports whether sel does not wait.
func hasDefault(sel *ast.SelectStmt) bool {
	return slices.ContainsFunc(sel.Body.List, func(s ast.Stmt) bool { return s.(*ast.CommClause).Comm == nil })
}
