package frameworks

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// modVersions are modules in versions that go.mod can't require, since others need
// newer ones, or because what they need in turn is not to be had.
type modVersions struct {
	t    *testing.T
	dirs map[string]string
}

// dir returns the folder of a version of a module.
func (v *modVersions) dir(source apimodel.Source) string {
	key := source.Module + "@" + source.Version
	if v.dirs[key] == "" {
		cmd := exec.Command("go", "mod", "download", "-json", key)
		cmd.Dir = v.t.TempDir() // in a module, it would change go.sum
		out, err := cmd.Output()
		require.NoError(v.t, err, "%s: %s", key, out)
		var mod struct{ Dir string }
		require.NoError(v.t, json.Unmarshal(out, &mod))
		v.dirs[key] = mod.Dir
	}
	return v.dirs[key]
}

// declares reports whether the row's version declares a row's symbol where the
// row says so.
func (v *modVersions) declares(r *row) bool {
	file, text, _ := strings.Cut(r.source.Decl, ":")
	line, err := strconv.Atoi(text)
	require.NoError(v.t, err, "%v", r.Symbol)
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, filepath.Join(v.dir(r.source), filepath.FromSlash(file)), nil, parser.SkipObjectResolution)
	require.NoError(v.t, err, "%v", r.Symbol)
	for n := range ast.Preorder(f) {
		var names []*ast.Ident
		switch n := n.(type) {
		case *ast.FuncDecl:
			names = append(names, n.Name)
		case *ast.TypeSpec:
			names = append(names, n.Name)
		case *ast.Field:
			names = n.Names
		}
		for _, name := range names {
			if name.Name == r.Name && fset.Position(name.Pos()).Line == line {
				return true
			}
		}
	}
	return false
}
