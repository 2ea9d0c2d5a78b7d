package frameworks

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/packages"
)

// cgo type-checks the declarations of packages that import "C", without the
// headers and the compiler that it takes to build them. What they say in terms of
// C has no type; a function of Go in a parameter has.
type cgo struct {
	t    *testing.T
	fset *token.FileSet
	pkgs map[string]*types.Package
}

func newCgo(t *testing.T) *cgo {
	return &cgo{t, token.NewFileSet(), map[string]*types.Package{"unsafe": types.Unsafe}}
}

// check returns the package with the given path, nil if it has no files.
func (c *cgo) check(path string) *types.Package {
	if pkg, ok := c.pkgs[path]; ok {
		return pkg
	}
	c.pkgs[path] = nil // until it is there; packages do not import themselves
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles,
		Env:  append(os.Environ(), "CGO_ENABLED=1", "GOOS=linux", "GOARCH=amd64"),
	}, path)
	require.NoError(c.t, err)
	require.Len(c.t, pkgs, 1)
	if len(pkgs[0].GoFiles) == 0 {
		return nil
	}
	var files []*ast.File
	imports := make(map[string]bool)
	for _, name := range pkgs[0].GoFiles {
		src, err := os.ReadFile(name)
		require.NoError(c.t, err)
		f, err := parseDecls(c.fset, name, src)
		require.NoError(c.t, err)
		files = append(files, f)
		for _, spec := range f.Imports {
			if path, _ := strconv.Unquote(spec.Path.Value); path != "C" && c.pkgs[path] == nil {
				imports[path] = true
			}
		}
	}
	for path, pkg := range load(c.t, &packages.Config{}, slices.Sorted(maps.Keys(imports))) {
		c.pkgs[path] = pkg.Types
	}
	conf := types.Config{
		FakeImportC: true, IgnoreFuncBodies: true, Importer: c, Sizes: types.SizesFor("gc", "amd64"),
		Error: func(error) {}, // imports are unused without bodies
	}
	c.pkgs[path], _ = conf.Check(path, c.fset, files, nil)
	return c.pkgs[path]
}

// Import returns a package for another one that imports it: what builds without
// C is there already.
func (c *cgo) Import(path string) (*types.Package, error) {
	if pkg := c.check(path); pkg != nil {
		return pkg, nil
	}
	return nil, fmt.Errorf("no files of %s", path)
}
