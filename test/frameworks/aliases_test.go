package frameworks

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// What rows say of a module they say of its older path too, but for the symbols
// that the list of older paths names: those, and no others, are not declared there.
func TestLegacyPaths(t *testing.T) {
	model := filepath.Join("..", "..", "passes", "apimodel")
	text, err := os.ReadFile(filepath.Join(model, "data", "aliases.json"))
	require.NoError(t, err)
	var aliases []struct {
		Module  string   `json:"legacy_module"`
		Version string   `json:"legacy_version"`
		Current string   `json:"current_module"`
		Missing []string `json:"symbols_missing"`
	}
	require.NoError(t, json.Unmarshal(text, &aliases))
	require.NotEmpty(t, aliases)
	paths, err := tablePaths(model)
	require.NoError(t, err)
	others := &modVersions{t, make(map[string]string)}
	for _, a := range aliases {
		t.Run(a.Module, func(t *testing.T) {
			dir := others.dir(apimodel.Source{Module: a.Module, Version: a.Version})
			rows := 0
			var missing []string
			for _, path := range paths {
				rest, ok := strings.CutPrefix(path, a.Current)
				if !ok || rest != "" && rest[0] != '/' {
					continue
				}
				names := declaredNames(t, filepath.Join(dir, filepath.FromSlash(rest)))
				for _, r := range rowsOf(path) {
					rows++
					if name := strings.TrimPrefix(r.Recv+"."+r.Name, "."); !names[name] && !slices.Contains(missing, name) {
						missing = append(missing, name)
					}
				}
			}
			assert.NotZero(t, rows)
			assert.ElementsMatch(t, a.Missing, missing)
		})
	}
}

// declaredNames returns the functions, types, methods and fields that the files
// in a folder declare, members as TYPE.NAME.
func declaredNames(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	names := make(map[string]bool)
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				name := d.Name.Name
				if d.Recv != nil {
					name = typeName(d.Recv.List[0].Type) + "." + name
				}
				names[name] = true
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok {
						names[spec.Name.Name] = true
						addMembers(names, spec)
					}
				}
			}
		}
	}
	return names
}

func addMembers(names map[string]bool, spec *ast.TypeSpec) {
	var list *ast.FieldList
	switch typ := spec.Type.(type) {
	case *ast.StructType:
		list = typ.Fields
	case *ast.InterfaceType:
		list = typ.Methods
	default:
		return
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			names[spec.Name.Name+"."+name.Name] = true
		}
	}
}

// typeName returns the name of a receiver's type.
func typeName(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.IndexExpr:
		return typeName(e.X)
	case *ast.IndexListExpr:
		return typeName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
