package main

import (
	"cmp"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/asynclint/asynclint/internal/rule"
)

// findings holds what the rules report on their example fixtures.
type findings struct {
	dir string // the GOPATH-style root of the fixtures
	// byRule holds the diagnostics of each rule on its example package.
	byRule map[string][]finding
}

// A finding is a diagnostic with its places resolved.
type finding struct {
	category string
	message  string
	at       place
	related  []finding // category is empty
}

// A place is a range in a file.
type place struct{ pos, end token.Position }

// analyse runs every rule, with all its categories turned on, over its example
// package.
func analyse(testdata string, rules []*rule.Rule) (*findings, error) {
	testdata, err := filepath.Abs(testdata)
	if err != nil {
		return nil, err
	}
	restore := enableAll(rules)
	defer restore()

	var patterns []string
	byPath := make(map[string]*rule.Rule)
	var as []*analysis.Analyzer
	for _, r := range rules {
		path := r.Name() + "/example"
		patterns = append(patterns, path)
		byPath[path] = r
		as = append(as, r.Analyzer)
	}
	// This is the mode of analysistest: fact passes want dependencies' syntax.
	cfg := &packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule,
		Dir:  testdata,
		Env:  append(os.Environ(), "GOPATH="+testdata, "GO111MODULE=off", "GOWORK=off"),
	}
	pkgs, err := packages.Load(cfg, patterns...)
	if err != nil {
		return nil, err
	}
	for _, pkg := range pkgs {
		if len(pkg.Errors) > 0 {
			return nil, fmt.Errorf("testdata/src/%s: %v", pkg.PkgPath, pkg.Errors[0])
		}
	}
	graph, err := checker.Analyze(as, pkgs, nil)
	if err != nil {
		return nil, err
	}
	f := &findings{dir: testdata, byRule: make(map[string][]finding)}
	for _, act := range graph.Roots {
		if byPath[act.Package.PkgPath].Analyzer != act.Analyzer {
			continue // another rule's example
		}
		if act.Err != nil {
			return nil, fmt.Errorf("%v: %w", act, act.Err)
		}
		for _, d := range act.Diagnostics {
			f.byRule[act.Analyzer.Name] = append(f.byRule[act.Analyzer.Name], resolve(act.Package.Fset, d))
		}
	}
	return f, nil
}

// enableAll turns the opt-in categories of rules on, and returns a function
// that turns them off again.
func enableAll(rules []*rule.Rule) (restore func()) {
	var off []func()
	for _, r := range rules {
		for _, c := range r.Categories {
			if f := r.Analyzer.Flags.Lookup(c.Flag); c.OptIn() && f != nil {
				old := f.Value.String()
				if f.Value.Set("true") == nil {
					off = append(off, func() { _ = f.Value.Set(old) })
				}
			}
		}
	}
	return func() {
		for _, f := range off {
			f()
		}
	}
}

func resolve(fset *token.FileSet, d analysis.Diagnostic) finding {
	at := func(pos, end token.Pos) place {
		return place{fset.Position(pos), fset.Position(cmp.Or(end, pos))}
	}
	f := finding{category: d.Category, message: d.Message, at: at(d.Pos, d.End)}
	for _, r := range d.Related {
		f.related = append(f.related, finding{message: r.Message, at: at(r.Pos, r.End)})
	}
	return f
}

// An example shows one category of a rule.
type example struct {
	bad, good *source
	fixed     *source   // nil if the category has no fix
	findings  []finding // in bad, of the category
}

// example returns the example of a category. It refuses one that would
// mislead: bad code that is not reported, good code that is, a fix that isn't
// there.
func (f *findings) example(r *rule.Rule, c *rule.Category) (*example, error) {
	dir := filepath.Join(f.dir, "src", r.Name(), "example")
	badFile := filepath.Join(dir, c.Name+".go")
	goodFile := filepath.Join(dir, c.Name+"_ok.go")
	var ex example
	for _, d := range f.byRule[r.Name()] {
		switch d.at.pos.Filename {
		case badFile:
			if d.category == c.Name {
				ex.findings = append(ex.findings, d)
			}
		case goodFile:
			return nil, fmt.Errorf("%s: what to write instead is reported too: %s", d.at.pos, d.message)
		}
	}
	if len(ex.findings) == 0 {
		return nil, fmt.Errorf("%s: no finding of category %s", badFile, c.Name)
	}
	slices.SortStableFunc(ex.findings, func(a, b finding) int { return cmp.Compare(a.at.pos.Offset, b.at.pos.Offset) })
	var err error
	if ex.bad, err = readSource(badFile); err != nil {
		return nil, err
	}
	if ex.good, err = readSource(goodFile); err != nil {
		return nil, err
	}
	if c.HasFix {
		if ex.fixed, err = readSource(badFile + ".golden"); err != nil {
			return nil, fmt.Errorf("category %s has a fix, but its example does not show it: %w", c.Name, err)
		}
	}
	return &ex, nil
}
