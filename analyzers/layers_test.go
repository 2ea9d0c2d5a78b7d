package analyzers_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/asynclint/asynclint/"

// sources returns the files of the packages below dir that drivers run: no
// tests, and no commands that generate.
func sources(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	files := make(map[string]*ast.File)
	require.NoError(t, filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if f.Name.Name != "main" {
			files[filepath.ToSlash(name)] = f
		}
		return nil
	}))
	return files
}

// TestNothingEndsTheProcess shows that no analyzer or pass can take its driver
// down, change at start-up, or go on after its Run has returned.
func TestNothingEndsTheProcess(t *testing.T) {
	for _, dir := range []string{".", "../passes"} {
		files := sources(t, dir)
		assert.NotEmpty(t, files)
		for name, f := range files {
			for _, what := range forbidden(f) {
				assert.Fail(t, name+": "+what)
			}
		}
	}
}

// forbidden returns what f has that no analyzer may have.
func forbidden(f *ast.File) []string {
	var found []string
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				found = append(found, "func init")
			}
		case *ast.GoStmt:
			found = append(found, "go statement")
		case *ast.CallExpr:
			switch fun := n.Fun.(type) {
			case *ast.Ident:
				if fun.Name == "panic" {
					found = append(found, "panic")
				}
			case *ast.SelectorExpr:
				if pkg, ok := fun.X.(*ast.Ident); ok {
					call := pkg.Name + "." + fun.Sel.Name
					if call == "os.Exit" || call == "runtime.Goexit" || pkg.Name == "log" && strings.HasPrefix(fun.Sel.Name, "Fatal") || pkg.Name == "log" && strings.HasPrefix(fun.Sel.Name, "Panic") {
						found = append(found, call)
					}
				}
			}
		}
		return true
	})
	return found
}

func TestForbidden(t *testing.T) {
	const src = `package p

import ("log"; "os")

func init() { go f() }

func f() {
	defer func() { panic(1) }()
	log.Fatalf("x")
	log.Panicln("x")
	log.Print("x")
	os.Exit(1)
}

type t struct{}

func (t) init() {}
`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", src, 0)
	require.NoError(t, err)
	assert.Equal(t, []string{"func init", "go statement", "panic", "log.Fatalf", "log.Panicln", "os.Exit"}, forbidden(f))
}

// TestLayers shows that data flows upwards only: analyzers don't know each
// other, passes don't know analyzers, and neither knows a driver or a report.
// What they use of internal is looked into as well.
func TestLayers(t *testing.T) {
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, e := range entries {
		if e.IsDir() {
			self := "analyzers/" + e.Name()
			for dep, via := range dependencies(t, self) {
				inside := dep == self || strings.HasPrefix(dep, self+"/")
				assert.True(t, inside || isBelowAnalyzers(dep), "%s imports %s (through %s)", self, dep, via)
			}
		}
	}
	for name := range sources(t, "../passes") {
		self := path.Dir(strings.TrimPrefix(name, "../"))
		for dep, via := range dependencies(t, self) {
			assert.True(t, isBelowAnalyzers(dep), "%s imports %s (through %s)", self, dep, via)
		}
	}
}

// isBelowAnalyzers reports whether the package dep, a path in this module,
// belongs to what analyzers stand on.
func isBelowAnalyzers(dep string) bool {
	switch top, rest, _ := strings.Cut(dep, "/"); top {
	case "passes":
		return true
	case "internal":
		return !slices.Contains([]string{"driver", "report", "cmd"}, firstElem(rest))
	}
	return false
}

func firstElem(p string) string {
	first, _, _ := strings.Cut(p, "/")
	return first
}

// dependencies returns the packages of this module that pkg imports, directly
// or not, each with one that imports it.
func dependencies(t *testing.T, pkg string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	todo := []string{pkg}
	for len(todo) > 0 {
		from := todo[0]
		todo = todo[1:]
		for _, dep := range importsOf(t, from) {
			if _, seen := found[dep]; !seen {
				found[dep] = from
				todo = append(todo, dep)
			}
		}
	}
	return found
}

// importsOf returns the packages of this module that pkg imports.
func importsOf(t *testing.T, pkg string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(pkg), "*.go"))
	require.NoError(t, err)
	var list []string
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			if dep, ok := strings.CutPrefix(p, module); ok {
				list = append(list, dep)
			}
		}
	}
	return list
}

// TestDependencies shows that the walk sees anything at all.
func TestDependencies(t *testing.T) {
	deps := dependencies(t, "analyzers/baddirective")
	assert.Contains(t, deps, "passes/directives")
	assert.Contains(t, deps, "internal/rule")
	assert.Contains(t, dependencies(t, "cmd/asynclint"), "analyzers")
}
