package analyzers_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/rule"
)

const fixtureRoot = "../testdata/src"

// TestNearMissesOutnumberBugs shows that each rule is tested for its silence
// more than for its findings.
func TestNearMissesOutnumberBugs(t *testing.T) {
	forEachRule(t, func(t *testing.T, r *rule.Rule) {
		bugs, nearMisses := countFixtures(t, filepath.Join(fixtureRoot, r.Name()))
		assert.Positive(t, bugs, "no fixture expects a finding")
		assert.Greater(t, nearMisses, bugs, "functions that do something and expect no finding, against functions that expect one")
	})
}

// TestExamples shows that each category has the fixtures that its page shows.
func TestExamples(t *testing.T) {
	forEachRule(t, func(t *testing.T, r *rule.Rule) {
		for _, c := range r.Categories {
			name := filepath.Join(fixtureRoot, r.Name(), "example", c.Name)
			assert.FileExists(t, name+".go")
			assert.FileExists(t, name+"_ok.go")
			if c.HasFix {
				assert.FileExists(t, name+".go.golden")
			}
		}
	})
}

// expectsFinding matches comments that expect a diagnostic. One that expects
// facts only has a name and a colon after "want".
var expectsFinding = regexp.MustCompile("(?://|/\\*)\\s*want\\s*([+-]\\d+)?\\s*[\"`]")

// countFixtures counts the functions below dir that contain an expectation of
// a finding, and those that don't although they act: a stub that only returns
// is no near-miss.
func countFixtures(t *testing.T, dir string) (bugs, nearMisses int) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		b, n := countFunctions(fset, f)
		bugs += b
		nearMisses += n
		return nil
	}))
	return bugs, nearMisses
}

func countFunctions(fset *token.FileSet, f *ast.File) (bugs, nearMisses int) {
	line := func(pos token.Pos) int { return fset.Position(pos).Line }
	var expected []int // lines
	for _, group := range f.Comments {
		for _, c := range group.List {
			if expectsFinding.MatchString(c.Text) {
				expected = append(expected, line(c.Pos()))
			}
		}
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		from, to := line(fn.Pos()), line(fn.End())
		if fn.Doc != nil {
			from = line(fn.Doc.Pos())
		}
		switch {
		case containsBetween(expected, from, to):
			bugs++
		case acts(fn.Body):
			nearMisses++
		}
	}
	return bugs, nearMisses
}

func containsBetween(list []int, from, to int) bool {
	for _, n := range list {
		if from <= n && n <= to {
			return true
		}
	}
	return false
}

// acts reports whether body calls, sends, receives or selects.
func acts(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr, *ast.SendStmt, *ast.SelectStmt:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		}
		return !found
	})
	return found
}

func TestCountFunctions(t *testing.T) {
	const src = `package p

func stub() error { return nil }

func nearMiss() { stub() }

func receives(c chan int) { <-c }

func bug() {
	go stub() // want "drops"
}

// documented is a bug by its comment.
//
//asynclint:bogus // want ` + "`unknown`" + `
func documented() { stub() }

func fact() { stub() } // want fact:"mayblock"

func both() { stub() } // want +1 "below"
// after
`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	require.NoError(t, err)
	bugs, nearMisses := countFunctions(fset, f)
	assert.Equal(t, "3 bugs, 3 near-misses", fmt.Sprintf("%d bugs, %d near-misses", bugs, nearMisses))
}
