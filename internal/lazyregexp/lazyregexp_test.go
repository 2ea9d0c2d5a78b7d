package lazyregexp

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/fixtest"
)

var word = Regexp{Expr: `(?i)\b(go|wait)\b`}

func TestMatchString(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			assert.True(t, word.MatchString("and Wait"))
			assert.False(t, word.MatchString("waiting"))
		})
	}
	wg.Wait()
	assert.Same(t, word.get(), word.get(), "it is compiled once")
}

func TestReplaceAllStringFunc(t *testing.T) {
	assert.Equal(t, "GO on, WAIT", word.ReplaceAllStringFunc("go on, wait", strings.ToUpper))
}

func TestInvalid(t *testing.T) {
	bad := Regexp{Expr: `(`}
	assert.Panics(t, func() { bad.MatchString("") })
}

// TestAllCompile: an expression that is not valid shows here, and not when a user's
// code is the first to be matched.
func TestAllCompile(t *testing.T) {
	root := fixtest.Root(t)
	count := 0
	for _, folder := range []string{"analyzers", "passes", "internal"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				lit, ok := n.(*ast.CompositeLit)
				if !ok || types.ExprString(lit.Type) != "lazyregexp.Regexp" {
					return true
				}
				for _, elt := range lit.Elts {
					expr, err := strconv.Unquote(elt.(*ast.KeyValueExpr).Value.(*ast.BasicLit).Value)
					require.NoError(t, err)
					_, err = regexp.Compile(expr)
					assert.NoError(t, err, name)
					count++
				}
				return true
			})
			return nil
		})
		require.NoError(t, err)
	}
	assert.Greater(t, count, 10)
}
