package edit

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// innermost returns the innermost scope around pos, never nil.
func innermost(info *types.Info, file *ast.File, pos token.Pos) *types.Scope {
	fileScope := info.Scopes[file]
	if fileScope == nil {
		return types.Universe
	}
	if s := fileScope.Innermost(pos); s != nil {
		return s
	}
	return fileScope
}

// Lookup returns the object that name means at pos, nil if it means none.
func Lookup(info *types.Info, file *ast.File, pos token.Pos, name string) types.Object {
	_, obj := innermost(info, file, pos).LookupParent(name, pos)
	return obj
}

// Names chooses names for what a fix declares: names that mean nothing yet, at a
// position and in what the fix moves under the declaration.
type Names struct {
	info  *types.Info
	file  *ast.File
	pos   token.Pos
	taken map[string]bool
}

// NewNames returns the names that are free at pos and unused in nodes, where the
// names of selected fields and methods don't count.
func NewNames(info *types.Info, file *ast.File, pos token.Pos, nodes ...ast.Node) *Names {
	n := &Names{info: info, file: file, pos: pos, taken: make(map[string]bool)}
	for _, node := range nodes {
		var visit func(ast.Node) bool
		visit = func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.SelectorExpr:
				ast.Inspect(node.X, visit)
				return false
			case *ast.Ident:
				n.taken[node.Name] = true
			}
			return true
		}
		ast.Inspect(node, visit)
	}
	return n
}

// Fresh returns base, or base followed by a number, and will not return it
// again.
func (n *Names) Fresh(base string) string {
	name := base
	for i := 2; !n.free(name); i++ {
		name = base + strconv.Itoa(i)
	}
	n.taken[name] = true
	return name
}

// Take keeps Fresh from returning name.
func (n *Names) Take(name string) { n.taken[name] = true }

func (n *Names) free(name string) bool {
	return name != "_" && !token.IsKeyword(name) && !n.taken[name] && Lookup(n.info, n.file, n.pos, name) == nil
}
