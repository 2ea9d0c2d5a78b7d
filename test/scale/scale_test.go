package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/internal/rule"
)

// generous is what a hardship may cost on whatever machine runs the tests, under
// whatever load. The command holds it to maxHardship.
const generous = 10 * maxHardship

func TestHardshipsEnd(t *testing.T) {
	all, err := suite()
	require.NoError(t, err)
	_, hard, err := new(options).subjects(t.Context())
	require.NoError(t, err)
	for _, s := range hard {
		t.Run(s.name, func(t *testing.T) {
			done := make(chan error, 1)
			go func() {
				_, err := analyse(all, s.code)
				done <- err
			}()
			select {
			case err := <-done:
				assert.NoError(t, err)
			case <-time.After(generous):
				// It can't be stopped: let it have its processor, and say no more.
				require.FailNow(t, "no end in sight", "after %v", generous)
			}
		})
	}
}

// TestOrdinaryFindings shows that what is measured is the analysis of what the
// rules are about: they find the hazards that the packages have, and nothing in
// what has the same looks and none.
func TestOrdinaryFindings(t *testing.T) {
	src, err := ordinary(250)
	require.NoError(t, err)
	l, err := newLoader(t.Context())
	require.NoError(t, err)
	c, err := l.load("generated", src)
	require.NoError(t, err)
	all, err := suite()
	require.NoError(t, err)
	cost, err := analyse(all, c)
	require.NoError(t, err)

	found, taste := make(map[string]string), make(map[string]bool) // by the function
	for _, f := range cost.Findings {
		where := enclosing(t, c, f.Diagnostic)
		found[where] = f.Rule + "/" + f.Category + ": " + f.Message
		taste[where] = rule.Find(analyzers.All(), f.Rule).Category(f.Category).OptIn()
	}
	_, _, hazards := shapes()
	var missed, wrong []string
	for _, name := range functions(t, src) {
		hazard := slices.ContainsFunc(hazards, func(s shape) bool {
			return strings.Contains(s.text, "func "+strings.TrimRight(name, "0123456789")+"NN(")
		})
		switch what := found[name]; {
		case hazard && what == "":
			missed = append(missed, name)
		case !hazard && what != "" && !taste[name]: // what is off by default may be right for most
			wrong = append(wrong, name+": "+what)
		}
	}
	assert.Empty(t, missed, "hazards that no rule finds")
	assert.Empty(t, wrong, "findings where there is no hazard")
	for _, r := range analyzers.All() {
		if r.Family == rule.LeakingResources {
			assert.True(t, slices.ContainsFunc(slices.Collect(maps.Values(found)), func(f string) bool {
				return strings.HasPrefix(f, r.Name()+"/")
			}), "%s has nothing to find", r.Name())
		}
	}
}

// enclosing returns the name of the function that d is in.
func enclosing(t *testing.T, c *code, d analysis.Diagnostic) string {
	t.Helper()
	for _, file := range c.files {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Pos() <= d.Pos && d.Pos < f.End() {
				return f.Name.Name
			}
		}
	}
	require.FailNow(t, "a finding in no function", "%s: %s", c.fset.Position(d.Pos), d.Message)
	return ""
}

// functions returns the names of the functions of src.
func functions(t *testing.T, src source) []string {
	t.Helper()
	var names []string
	for _, name := range slices.Sorted(maps.Keys(src)) {
		file, err := parser.ParseFile(token.NewFileSet(), name, src[name], 0)
		require.NoError(t, err)
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok {
				names = append(names, f.Name.Name)
			}
		}
	}
	return names
}

func TestOrdinaryHasTheSizeAskedFor(t *testing.T) {
	var smaller []string
	for _, n := range sizes {
		src, err := ordinary(n)
		require.NoError(t, err)
		again, err := ordinary(n)
		require.NoError(t, err)
		assert.Equal(t, src, again, "another package for the same size")

		all := functions(t, src)
		assert.InDelta(t, n, len(all), 10)
		require.Greater(t, len(all), len(smaller))
		assert.True(t, slices.Equal(smaller, all[:len(smaller)]), "the smaller package is not the beginning of the larger")
		smaller = all
	}
}

func TestExponent(t *testing.T) {
	tests := []struct {
		name  string
		times []time.Duration
		want  float64
	}{
		{"linear", []time.Duration{1e6, 2e6, 4e6, 8e6}, 1},
		{"quadratic", []time.Duration{1e6, 4e6, 16e6, 64e6}, 2},
		{"constant", []time.Duration{5e6, 5e6, 5e6, 5e6}, 0},
		{"in between", []time.Duration{1e6, 3e6, 4e6, 10e6}, 1.04},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.InDelta(t, tt.want, exponent(sizes, tt.times), 0.01)
		})
	}
	assert.True(t, math.IsNaN(exponent(sizes, []time.Duration{1, 2, 0, 4})))
}

func TestJudge(t *testing.T) {
	linear := []time.Duration{1e6, 2e6, 4e6, 8e6}
	check := linear
	ordinary := func(times ...time.Duration) (all []*subject) {
		for i, d := range times {
			all = append(all, &subject{functions: sizes[i], cost: &Cost{CPU: d, Check: check[i]}})
		}
		return all
	}
	hard := func(d time.Duration) []*subject {
		return []*subject{{name: "hard", cost: &Cost{CPU: d}}}
	}
	tests := []struct {
		name     string
		ordinary []*subject
		hard     []*subject
		want     []string
	}{
		{"fine", ordinary(1e6, 2e6, 4e6, 8e6), hard(maxHardship), nil},
		{"steep", ordinary(1e6, 3e6, 9e6, 27e6), hard(1), []string{
			"time grows with the number of functions to the power of 1.58, at most 1.20 is allowed",
		}},
		{"steep step", withStep(ordinary(10e6, 20e6, 40e6, 80e6), "quadratic", 1e6, 4e6, 16e6, 64e6), nil, []string{
			"time of quadratic grows with the number of functions to the power of 2.00, at most 1.50 is allowed",
		}},
		{"too short to tell", withStep(ordinary(10e6, 20e6, 40e6, 80e6), "quadratic", 1e5, 4e5, 16e5, 64e5), nil, nil},
		{"not measured", ordinary(0, 0, 0, 0), hard(1), []string{
			"time grows with the number of functions to the power of NaN, at most 1.20 is allowed",
		}},
		{"long", nil, hard(maxHardship + time.Millisecond), []string{"hard: 2.001s, at most 2s is allowed"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, judge(tt.ordinary, tt.hard))
		})
	}
	t.Run("on a machine with small caches", func(t *testing.T) {
		check = []time.Duration{1e6, 2.4e6, 5.5e6, 13e6}
		assert.Empty(t, judge(ordinary(1e6, 2.6e6, 6.5e6, 17e6), nil))
		check = linear
		assert.Len(t, judge(ordinary(1e6, 2.6e6, 6.5e6, 17e6), nil), 1)
	})
}

// withStep gives subjects the times of a step.
func withStep(subjects []*subject, name string, times ...time.Duration) []*subject {
	for i, d := range times {
		subjects[i].cost.Steps = map[string]time.Duration{name: d}
	}
	return subjects
}

func TestRun(t *testing.T) {
	tables := []struct {
		only      string
		want, not []string
	}{
		{"250 functions", []string{"step", "250 functions", "all", "lostgoerror", "findings"}, []string{"500 functions", "hardship"}},
		{"60 diamonds", []string{"hardship", "60 diamonds between start and join"}, []string{"step", "250 functions"}},
	}
	for _, tt := range tables {
		t.Run(tt.only, func(t *testing.T) {
			var out bytes.Buffer
			broken, err := run(t.Context(), []string{"-rounds=1", "-only=" + tt.only}, &out)
			require.NoError(t, err)
			assert.False(t, broken)
			for _, want := range tt.want {
				assert.Contains(t, out.String(), want)
			}
			for _, not := range tt.not {
				assert.NotContains(t, out.String(), not)
			}
		})
	}
	for _, args := range []string{"-rounds=0", "-check -only=x", "-only=nothing", "./...", "-nope"} {
		t.Run(args, func(t *testing.T) {
			_, err := run(t.Context(), strings.Fields(args), new(bytes.Buffer))
			assert.Error(t, err, fmt.Sprint(args))
		})
	}
}
