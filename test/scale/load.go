package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// A code is a package that was parsed and type-checked.
type code struct {
	fset  *token.FileSet
	files []*ast.File
	types *types.Package
	info  *types.Info
	sizes types.Sizes
	text  source

	loader *loader
	path   string
}

const goVersion = "1.25.0"

// errgroupStub has what generated code uses of errgroup. Nothing looks into it.
const errgroupStub = `package errgroup

import "context"

type Group struct{}

func WithContext(ctx context.Context) (*Group, context.Context) { return new(Group), ctx }

func (g *Group) Go(f func() error) {}

func (g *Group) Wait() error { return nil }
`

// A loader type-checks packages that import what generated code may.
type loader struct {
	std      types.Importer
	fset     *token.FileSet
	errgroup *types.Package
}

// newLoader asks the go command for what the compiler exports of the standard
// library.
func newLoader(ctx context.Context) (*loader, error) {
	args := []string{"list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}"}
	for _, path := range importable {
		if path != errgroupPath {
			args = append(args, path)
		}
	}
	out, err := exec.CommandContext(ctx, "go", args...).Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, fmt.Errorf("go list: %w\n%s", err, exit.Stderr)
	}
	if err != nil {
		return nil, err
	}
	exports := make(map[string]string)
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		exports[path] = file
	}
	l := &loader{fset: token.NewFileSet()}
	l.std = importer.ForCompiler(l.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	stub, err := l.load(errgroupPath, source{"errgroup.go": []byte(errgroupStub)})
	if err != nil {
		return nil, err
	}
	l.errgroup = stub.types
	return l, nil
}

// Import makes a loader the importer of what it loads.
func (l *loader) Import(path string) (*types.Package, error) {
	if path == errgroupPath {
		return l.errgroup, nil
	}
	return l.std.Import(path)
}

// load parses and type-checks a package.
func (l *loader) load(path string, src source) (*code, error) {
	c := &code{fset: l.fset, sizes: types.SizesFor("gc", runtime.GOARCH), text: src, loader: l, path: path}
	for _, name := range slices.Sorted(maps.Keys(src)) {
		file, err := parser.ParseFile(c.fset, name, bytes.NewReader(src[name]), parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		c.files = append(c.files, file)
	}
	return c, c.check()
}

// check type-checks the package, once more if it was already.
func (c *code) check() error {
	info := &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Instances:    make(map[*ast.Ident]types.Instance),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}
	config := types.Config{Importer: c.loader, Sizes: c.sizes, GoVersion: "go" + goVersion}
	pkg, err := config.Check(c.path, c.fset, c.files, info)
	if err != nil {
		return fmt.Errorf("%s: %w", c.path, err)
	}
	c.types, c.info = pkg, info
	return nil
}

// readFile reads what was parsed.
func (c *code) readFile(name string) ([]byte, error) {
	if text, ok := c.text[name]; ok {
		return text, nil
	}
	return nil, fmt.Errorf("%s: %w", name, os.ErrNotExist)
}
