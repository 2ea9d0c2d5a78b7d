package frameworks

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// tablePaths returns the paths of the packages that the model in dir has tables
// of, sorted. Its index is read as syntax, since the model can be asked about
// packages but does not list them.
func tablePaths(dir string) ([]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "zz_index.go"), nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var paths []string
	for n := range ast.Preorder(f) {
		if c, ok := n.(*ast.CaseClause); ok {
			for _, e := range c.List {
				path, err := strconv.Unquote(e.(*ast.BasicLit).Value)
				if err != nil {
					return nil, err
				}
				paths = append(paths, path)
			}
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), nil
}

// A row is a row of any table.
type row struct {
	apimodel.Symbol
	table  string
	source apimodel.Source // none for a release

	// check returns an error if the declaration is not what the row says, or if
	// the model, asked about it as analyzers ask, does not return the row.
	check func(*apimodel.Model, *declaration) error

	evidence string // "FILE:LINE — CLAIM", "" if the table has none

	also  []apimodel.Symbol      // functions that the row names besides
	knows func(*types.Func) bool // reports whether the row knows such a function, nil if nobody asks it
}

// rowsOf returns all rows of a package.
func rowsOf(path string) []*row {
	list := apimodel.List(path)
	return slices.Concat(
		rowsIn(list.Errors, func(a *apimodel.ErrorAPI) *row {
			return &row{Symbol: a.Symbol, table: "errors", source: a.Source, check: checkerOf(a, checkError)}
		}),
		rowsIn(list.Callbacks, func(c *apimodel.Callback) *row {
			r := &row{Symbol: c.Symbol, table: "callbacks", source: c.Source, check: checkerOf(c, checkLoop), evidence: c.Evidence}
			for _, f := range c.Forbidden {
				r.also = append(r.also, f.Symbol)
			}
			r.knows = func(fn *types.Func) bool { return c.Forbids(fn) != nil }
			return r
		}),
		rowsIn(list.Blocking, func(b *apimodel.Blocking) *row {
			return &row{Symbol: b.Symbol, table: "blocking", source: b.Source, check: checkerOf(b, checkBlocking), also: symbols(b.CtxFuncs)}
		}),
		rowsIn(list.Spawners, func(s *apimodel.Spawner) *row {
			return &row{Symbol: s.Symbol, table: "spawners", source: s.Source, check: checkerOf(s, checkSpawner), also: symbols(s.Joins)}
		}),
		rowsIn(list.Negatives, func(n *apimodel.Negative) *row {
			return &row{Symbol: n.Symbol, table: "negatives", source: n.Source, check: checkerOf(n, checkNegative)}
		}),
		rowsIn(list.Resources, func(a *apimodel.Resource) *row {
			return &row{
				Symbol: a.Symbol, table: "resources", source: a.Source, check: checkerOf(a, checkResource),
				also: a.Funcs, knows: func(fn *types.Func) bool { return a.Releases(fn.Name(), fn) },
			}
		}),
		rowsIn(list.Releases, func(a *apimodel.Release) *row {
			return &row{Symbol: a.Symbol, table: "releases", check: checkerOf(a, checkRelease)}
		}),
	)
}

func rowsIn[R any](list []R, make func(*R) *row) []*row {
	var rows []*row
	for i := range list {
		rows = append(rows, make(&list[i]))
	}
	return rows
}

func checkerOf[R any](r *R, check func(*apimodel.Model, *R, *declaration) error) func(*apimodel.Model, *declaration) error {
	return func(m *apimodel.Model, d *declaration) error { return check(m, r, d) }
}

// symbols parses symbols in the notation of go/types.
func symbols(texts []string) []apimodel.Symbol {
	var list []apimodel.Symbol
	for _, text := range texts {
		p, err := apimodel.ParsePlace(text)
		if err != nil {
			p.Symbol = apimodel.Symbol{Name: text} // which nothing declares
		}
		list = append(list, p.Symbol)
	}
	return list
}
