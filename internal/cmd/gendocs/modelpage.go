package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// modelPage returns the page about the API model: its flags, and what its
// generated tables in dir hold. Modules link to their pages about loops.
func modelPage(dir string, loops []*loopModule) (string, error) {
	tables, err := readTables(dir)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(passPage("The API model", apimodel.Analyzer.Doc))
	b.WriteString("\nWhere the source is yours, prefer [directives](directives.md) to flags: they hold for everybody who uses it.\n")
	var sum table
	for _, t := range tables {
		sum.add(t)
	}
	fmt.Fprintf(&b, "\n## What it knows\n\n"+
		"%d functions that may keep their caller waiting, %d places where a function of yours comes to run on somebody's loop,\n"+
		"%d functions that start tasks, %d places that look like a loop's callback and are none, %d functions that acquire what has\n"+
		"to be released, and %d places where an error takes another way than that of a result. Each row was looked up in the\n"+
		"version given here; it speaks for the other versions too. Claims were read in documentation or source, but for %d about\n"+
		"callbacks that are inferred from an API's shape, and used only with `-apimodel.inferred`. That a function is not in the\n"+
		"model says nothing about it. What it knows of loops is told [module by module](loops/README.md).\n\n",
		sum.rows["blocking"], sum.rows["callbacks"], sum.rows["spawners"], sum.rows["negatives"], sum.rows["resources"], sum.rows["errors"], sum.inferred)
	b.WriteString("| module | version | blocking | callbacks | spawners | not a loop | resources | errors |\n| --- | --- | --: | --: | --: | --: | --: | --: |\n")
	pages := make(map[string]string)
	for _, m := range loops {
		pages[m.path] = m.page
	}
	for _, t := range tables {
		module := t.module
		if page := pages[module]; page != "" {
			module = "[" + module + "](loops/" + page + ".md)"
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %d | %d | %d |\n", module, strings.Join(t.versions, ", "),
			t.rows["blocking"], t.rows["callbacks"], t.rows["spawners"], t.rows["negatives"], t.rows["resources"], t.rows["errors"])
	}
	section, err := errorSection(dir)
	return b.String() + section, err
}

// A table is what the model knows of one module.
type table struct {
	module   string
	versions []string
	rows     map[string]int // by kind: the part of the variable's name before "_"
	inferred int            // of the callbacks
}

func (t *table) add(u *table) {
	if t.rows == nil {
		t.rows = make(map[string]int)
	}
	for kind, n := range u.rows {
		t.rows[kind] += n
	}
	t.inferred += u.inferred
}

// readTables counts the rows in the generated files of the model. They are
// read as syntax, since the model has no use for a way to list itself.
func readTables(dir string) ([]*table, error) {
	files, err := filepath.Glob(filepath.Join(dir, "zz_*.go"))
	if err != nil {
		return nil, err
	}
	byModule := make(map[string]*table)
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range f.Decls {
			if d, ok := d.(*ast.FuncDecl); ok {
				countRows(d, byModule)
			}
		}
	}
	if len(byModule) == 0 {
		return nil, fmt.Errorf("no tables in %s", dir)
	}
	var tables []*table
	for _, t := range byModule {
		slices.Sort(t.versions)
		tables = append(tables, t)
	}
	slices.SortFunc(tables, func(a, b *table) int {
		if std := a.module == "std"; std != (b.module == "std") {
			return map[bool]int{true: -1, false: 1}[std]
		}
		return cmp.Compare(a.module, b.module)
	})
	return tables, nil
}

// countRows counts the rows of one table, which a function like
// blocking_net_http returns.
func countRows(fn *ast.FuncDecl, byModule map[string]*table) {
	kind, _, ok := strings.Cut(fn.Name.Name, "_")
	if !ok || len(fn.Body.List) != 1 {
		return
	}
	ret, ok := fn.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return
	}
	list, ok := ret.Results[0].(*ast.CompositeLit)
	if !ok {
		return
	}
	for _, elt := range list.Elts {
		row := fields(elt)
		source, ok := row["Source"].(*ast.CompositeLit)
		if !ok || len(source.Elts) < 2 {
			continue
		}
		module, version := stringLit(source.Elts[0]), stringLit(source.Elts[1])
		t := byModule[module]
		if t == nil {
			t = &table{module: module, rows: make(map[string]int)}
			byModule[module] = t
		}
		t.rows[kind]++
		if c, ok := row["Confidence"].(*ast.Ident); ok && c.Name == "Inferred" {
			t.inferred++
		}
		if !slices.Contains(t.versions, version) {
			t.versions = append(t.versions, version)
		}
	}
}

// fields returns the fields of a struct literal by name.
func fields(e ast.Expr) map[string]ast.Expr {
	values := make(map[string]ast.Expr)
	if lit, ok := e.(*ast.CompositeLit); ok {
		for _, elt := range lit.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok {
					values[key.Name] = kv.Value
				}
			}
		}
	}
	return values
}

func stringLit(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok {
		s, _ := strconv.Unquote(lit.Value)
		return s
	}
	return ""
}
