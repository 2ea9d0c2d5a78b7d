package analyzers_test

import (
	"flag"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/suite/fix"
	"golang.org/x/tools/go/analysis/suite/vet"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/docs"
	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/directives"
)

// suite returns all that a driver is given.
func suite() []*analysis.Analyzer {
	var list []*analysis.Analyzer
	for _, r := range analyzers.All() {
		list = append(list, r.Analyzer)
	}
	for _, a := range slices.Concat(analyzers.Facts(), analyzers.Passes()) {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

// reachable returns roots and all that they require.
func reachable(roots ...*analysis.Analyzer) []*analysis.Analyzer {
	var list []*analysis.Analyzer
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if !slices.Contains(list, a) {
			list = append(list, a)
			for _, req := range a.Requires {
				visit(req)
			}
		}
	}
	for _, a := range roots {
		visit(a)
	}
	return list
}

func forEachRule(t *testing.T, check func(t *testing.T, r *rule.Rule)) {
	for _, r := range analyzers.All() {
		t.Run(r.Name(), func(t *testing.T) { check(t, r) })
	}
}

func TestValid(t *testing.T) {
	for _, list := range [][]*analysis.Analyzer{suite(), analyzers.Facts(), analyzers.Passes()} {
		require.NoError(t, analysis.Validate(list))
	}
}

// TestEveryFolderIsRegistered holds the registry against the folders, in
// both directions.
func TestEveryFolderIsRegistered(t *testing.T) {
	var names, folders []string
	for _, r := range analyzers.All() {
		names = append(names, r.Name())
	}
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, e := range entries {
		if e.IsDir() {
			folders = append(folders, e.Name())
		}
	}
	assert.ElementsMatch(t, folders, names)
}

// TestAllIsACopy shows that no caller can change the registry for another.
func TestAllIsACopy(t *testing.T) {
	all := analyzers.All()
	clear(all)
	assert.NotContains(t, analyzers.All(), (*rule.Rule)(nil))
}

func TestDefault(t *testing.T) {
	var want []*rule.Rule
	for _, r := range analyzers.All() {
		if r.Default {
			want = append(want, r)
			assert.True(t, slices.ContainsFunc(r.Categories, func(c rule.Category) bool { return !c.OptIn() }),
				"%s is on by default, but all of its categories are off", r.Name())
		}
	}
	assert.Equal(t, want, analyzers.Default())
	assert.NotEmpty(t, want)
}

func TestNames(t *testing.T) {
	taken := make(map[string]string)
	for _, s := range []struct {
		name string
		list []*analysis.Analyzer
	}{{"go vet", vet.Suite}, {"go fix", fix.Suite}} {
		for _, a := range s.list {
			taken[a.Name] = s.name
		}
	}
	ours := make(map[string]*analysis.Analyzer)
	for _, a := range suite() {
		assert.Regexp(t, `^[a-z][a-z0-9]*$`, a.Name)
		assert.False(t, token.IsKeyword(a.Name), "%s is a keyword", a.Name)
		assert.Empty(t, taken[a.Name], "%s: the name of another tool's analyzer", a.Name)
		assert.Nil(t, ours[a.Name], "%s: two analyzers", a.Name)
		ours[a.Name] = a
	}
}

func TestRule(t *testing.T) {
	forEachRule(t, func(t *testing.T, r *rule.Rule) {
		a := r.Analyzer
		assert.Equal(t, rule.URL(r.Name()), a.URL)
		oneLine(t, "the summary", r.Summary())
		_, text, _ := strings.Cut(a.Doc, "\n")
		assert.NotEmpty(t, strings.TrimSpace(text), "the documentation is its summary alone")
		assert.NotContains(t, a.Doc, "TODO")
		assert.NotEmpty(t, r.Family)
		assert.Contains(t, a.Requires, directives.Analyzer, "%s: suppression needs it", r.Name())
		assert.Equal(t, diagnose.ResultType, a.ResultType)
		assert.Empty(t, a.FactTypes, "facts belong in a pass")
		a.Flags.VisitAll(func(f *flag.Flag) { assert.NotEmpty(t, f.Usage, "-%s.%s", r.Name(), f.Name) })
	})
}

var kebab = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func TestCategories(t *testing.T) {
	forEachRule(t, func(t *testing.T, r *rule.Rule) {
		page, ok := docs.Page(r.Name())
		require.True(t, ok, "%s has no page: run go generate ./docs", r.Name())
		require.NotEmpty(t, r.Categories)
		seen := make(map[string]bool)
		for _, c := range r.Categories {
			assert.Regexp(t, kebab, c.Name)
			assert.False(t, seen[c.Name], "category %s: twice", c.Name)
			seen[c.Name] = true
			oneLine(t, "the summary of "+c.Name, c.Summary)
			// Diagnostics' URLs end in this heading's anchor.
			assert.Contains(t, page, "\n## "+c.Name+"\n")
			if c.OptIn() {
				f := r.Analyzer.Flags.Lookup(c.Flag)
				if assert.NotNil(t, f, "category %s: no flag %s", c.Name, c.Flag) {
					b, ok := f.Value.(interface{ IsBoolFlag() bool })
					assert.True(t, ok && b.IsBoolFlag(), "flag %s is not boolean", c.Flag)
					assert.Equal(t, "false", f.DefValue, "flag %s: what is opt-in is off", c.Flag)
				}
			}
		}
	})
}

func oneLine(t *testing.T, what, s string) {
	t.Helper()
	first, _ := utf8.DecodeRuneInString(s)
	assert.True(t, unicode.IsLower(first), "%s does not begin in lower case: %q", what, s)
	assert.False(t, strings.HasSuffix(s, "."), "%s ends in a period: %q", what, s)
	assert.NotContains(t, s, "\n", "%s", what)
}

// TestFacts holds the list of passes that drivers run on dependencies against
// the analyzers that have facts.
func TestFacts(t *testing.T) {
	facts := analyzers.Facts()
	for _, a := range facts {
		assert.NotEmpty(t, a.FactTypes, "%s exports no facts: running it on dependencies is a waste", a.Name)
	}
	for _, a := range reachable(suite()...) {
		if len(a.FactTypes) > 0 {
			assert.Contains(t, facts, a, "%s has facts: drivers must run it on dependencies", a.Name)
		}
	}
}

// TestFlagsReachDrivers shows that no pass has flags of which drivers don't
// know, since they register those of the analyzers that they are given only.
func TestFlagsReachDrivers(t *testing.T) {
	given := suite()
	for _, a := range reachable(given...) {
		a.Flags.VisitAll(func(f *flag.Flag) {
			assert.Contains(t, given, a, "-%s.%s", a.Name, f.Name)
		})
	}
}

// TestPassPages shows that what a pass says about where to read about it is
// true.
func TestPassPages(t *testing.T) {
	pages := rule.PassURL("")
	pages = strings.TrimSuffix(pages, ".md")
	for _, a := range reachable(suite()...) {
		page, ok := strings.CutPrefix(a.URL, pages)
		if ok {
			assert.FileExists(t, "../docs/"+page, "%s.URL: there is no such page; what is said of a pass for authors of analyzers is at https://pkg.go.dev", a.Name)
		}
	}
}
