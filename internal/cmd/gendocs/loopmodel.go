package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// A loopModule is what the API model knows of the loops of one module.
type loopModule struct {
	path      string
	page      string // name of its page, without the extension
	ecosystem string
	versions  []string // in which rows were looked up, the newest last
	callbacks []apimodel.Callback
	negatives []apimodel.Negative
	legacy    []legacyModule
	programs  []string // folders below test/frameworks that use its callbacks
}

// A legacyModule is an older path of a module.
type legacyModule struct {
	Path    string   `json:"legacy_module"`
	Current string   `json:"current_module"`
	Missing []string `json:"symbols_missing"`
}

// readLoops returns the modules of which the model below root knows loops, or
// what looks like one and is none, sorted by their paths; the standard library
// comes first.
func readLoops(root string) ([]*loopModule, error) {
	dir := filepath.Join(root, "passes", "apimodel")
	ecosystems, err := loopPackages(dir)
	if err != nil {
		return nil, err
	}
	byPath := make(map[string]*loopModule)
	of := func(s apimodel.Source, pkg string) *loopModule {
		m := byPath[s.Module]
		if m == nil {
			m = &loopModule{path: s.Module, ecosystem: ecosystems[pkg]}
			byPath[s.Module] = m
		}
		if !slices.Contains(m.versions, s.Version) {
			m.versions = append(m.versions, s.Version)
		}
		return m
	}
	paths := make([]string, 0, len(ecosystems))
	for path := range ecosystems {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		list := apimodel.List(path)
		for _, c := range list.Callbacks {
			m := of(c.Source, path)
			m.callbacks = append(m.callbacks, c)
		}
		for _, n := range list.Negatives {
			m := of(n.Source, path)
			m.negatives = append(m.negatives, n)
		}
	}
	var modules []*loopModule
	for _, m := range byPath {
		slices.Sort(m.versions)
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b *loopModule) int {
		return cmp.Or(cmp.Compare(order(a.ecosystem), order(b.ecosystem)), cmp.Compare(a.path, b.path))
	})
	namePages(modules)
	if err := readLegacy(filepath.Join(dir, "data", "aliases.json"), byPath); err != nil {
		return nil, err
	}
	return modules, readPrograms(filepath.Join(root, "test", "frameworks"), modules)
}

// loopPackages returns the packages that the model has callbacks or negatives of,
// each with its ecosystem, by which the model's generated files are named. They
// are read as syntax: the model lists what it knows of a package, but not the
// packages.
func loopPackages(dir string) (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "zz_*.go"))
	if err != nil {
		return nil, err
	}
	packages := make(map[string]string)
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		ecosystem := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "zz_"), ".go")
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || !strings.HasPrefix(fn.Name.Name, "callbacks_") && !strings.HasPrefix(fn.Name.Name, "negatives_") {
				continue
			}
			list := fn.Body.List[0].(*ast.ReturnStmt).Results[0].(*ast.CompositeLit)
			symbol := fields(list.Elts[0])["Symbol"].(*ast.CompositeLit)
			packages[stringLit(symbol.Elts[0])] = ecosystem
		}
	}
	if len(packages) == 0 {
		return nil, fmt.Errorf("no tables in %s", dir)
	}
	return packages, nil
}

var majorSuffix = regexp.MustCompile(`/v[0-9]+$`)

// namePages names the page of each module: by as many of the last elements of
// its path, without a major version, as tell it from the others.
func namePages(modules []*loopModule) {
	taken := make(map[string]int)
	suffix := func(path string, n int) string {
		elems := strings.Split(majorSuffix.ReplaceAllString(path, ""), "/")
		return strings.Join(elems[max(len(elems)-n, 0):], "-")
	}
	for _, m := range modules {
		for n := 1; n <= 4; n++ {
			taken[suffix(m.path, n)]++
		}
	}
	for _, m := range modules {
		if m.page = pageNames[m.path]; m.page != "" {
			continue
		}
		n := 1
		for taken[suffix(m.path, n)] > 1 && n < 4 {
			n++
		}
		m.page = suffix(m.path, n)
	}
}

// pageNames are the names of pages which the last elements of a path would not
// tell from others, or which would tell nothing.
var pageNames = map[string]string{
	"charm.land/bubbletea/v2":             "bubbletea-v2",
	"github.com/charmbracelet/bubbletea":  "bubbletea",
	"github.com/diamondburned/gotk4/pkg":  "gotk4",
	"github.com/mochi-mqtt/server/v2":     "mochi-mqtt",
	"github.com/kardianos/service":        "kardianos-service",
	"github.com/oklog/run":                "oklog-run",
	"go.opentelemetry.io/otel/metric":     "otel-metric",
	"go.opentelemetry.io/otel/sdk":        "otel-sdk",
	"go.opentelemetry.io/otel/sdk/log":    "otel-sdk-log",
	"go.opentelemetry.io/otel/sdk/metric": "otel-sdk-metric",
	"go.temporal.io/sdk":                  "temporal-sdk",
	"golang.org/x/crypto":                 "x-crypto",
	"golang.org/x/exp/jsonrpc2":           "x-exp-jsonrpc2",
	"golang.org/x/sync":                   "x-sync",
	"golang.org/x/sys":                    "x-sys",
	"golang.org/x/time":                   "x-time",
	"std":                                 "std",
}

func readLegacy(name string, modules map[string]*loopModule) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var all []legacyModule
	if err := json.Unmarshal(text, &all); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, l := range all {
		if m := modules[l.Current]; m != nil {
			m.legacy = append(m.legacy, l)
		}
	}
	return nil
}

// readPrograms finds the folders with programs that import a package with
// callbacks of a module.
func readPrograms(dir string, modules []*loopModule) error {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.go"))
	if err != nil {
		return err
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := filepath.Base(filepath.Dir(name))
		for _, spec := range f.Imports {
			path := stringLit(spec.Path)
			for _, m := range modules {
				of := func(c apimodel.Callback) bool { return c.Pkg == path }
				if m.path != "std" && slices.ContainsFunc(m.callbacks, of) && !slices.Contains(m.programs, folder) {
					m.programs = append(m.programs, folder)
				}
			}
		}
	}
	return nil
}
