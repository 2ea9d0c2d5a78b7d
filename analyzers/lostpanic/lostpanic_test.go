package lostpanic_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostpanic"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func TestAnalyzer(t *testing.T) {
	fixtest.Run(t, fixtest.Testdata(t), lostpanic.Analyzer,
		"lostpanic/elsewhere", "lostpanic/handler", "lostpanic/swallowed", "lostpanic/swallowedfix", "lostpanic/useless", "lostpanic/uselessfix",
		"lostpanic/notests", "lostpanic/crosspkg", "lostpanic/crosspkg/callee", "lostpanic/example", "lostpanic/rangefunc", "lostpanic/typeparams")
}

// TestErrgroupThatPanics is about the releases of errgroup whose Wait panics with
// what a task panicked with.
func TestErrgroupThatPanics(t *testing.T) {
	dir, cleanup, err := analysistest.WriteFiles(map[string]string{
		"golang.org/x/sync/errgroup/errgroup.go": `package errgroup

type PanicError struct{ Recovered error }

type Group struct{ _ int }

func (g *Group) Go(f func() error) {}
func (g *Group) Wait() error       { return nil }
`,
		"a/a.go": `package a

import (
	"log"

	"golang.org/x/sync/errgroup"
)

func Run(fns []func() error) error {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	var g errgroup.Group
	for _, fn := range fns {
		g.Go(fn)
		go fn() // want "a panic of fn ends the process"
	}
	return g.Wait()
}
`,
	})
	require.NoError(t, err)
	defer cleanup()
	analysistest.Run(t, dir, lostpanic.Analyzer, "a")
}

func TestTestsFlag(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	fixtest.SetFlag(t, lostpanic.Analyzer, "tests")
	analysistest.Run(t, testdata, lostpanic.Analyzer, "lostpanic/testhelpers")
}
