// Package witness shows that what the rules report does harm, and that their
// fixes cure it.
//
// There is a folder RULE/CATEGORY for each category of the rules about errors that
// vanish, resources that leak, event loops, and back pressure. It has
//
//   - hazard.go: code with the hazard, and nothing else that any rule reports;
//   - probe.go: the variable Witness, which says what harm the code does and uses
//     it as its callers would;
//   - fixed/hazard.go: the same code as a person would write it.
//
// The tests build three variants of each in one test binary: broken (the code as
// it is), fixed (written by hand) and cured (rewritten by asynclint -fix), and
// run each in a process of its own. The broken variant must do the harm that is
// claimed, and the others none of any kind, measured by the same probe, with
// what package harm says. Of the broken variant asynclint must report the
// category in hazard.go and nothing else, of the others nothing at all.
//
// A category that has no folder, and a folder that has no category, are failures.
// The module is apart from asynclint's because it needs Go 1.26: its goroutine
// leak profile is an experiment, for which the test sets GOEXPERIMENT.
package witness

import (
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// families are those of the rules whose categories all have a witness.
var families = []string{"errors that vanish", "resources that leak", "the loop you do not own", "back pressure that is gone"}

// matterOfTaste are categories, off by default, of which the other witnesses may have
// findings: most servers take all connections, and so do those to which a fix gives a
// goroutine for each.
var matterOfTaste = []string{"unboundedspawn/accept-loop"}

// folders returns the witnesses, as RULE/CATEGORY.
func folders(t *testing.T) []string {
	t.Helper()
	probes, err := filepath.Glob("*/*/probe.go")
	require.NoError(t, err)
	require.NotEmpty(t, probes)
	var names []string
	for _, probe := range probes {
		names = append(names, path.Dir(filepath.ToSlash(probe)))
	}
	return names
}

func TestEachCategoryHasAWitness(t *testing.T) {
	tool := newTool(t)
	var want []string
	seen := make(map[string]bool)
	for name, c := range tool.categories {
		seen[c.family] = true
		if slices.Contains(families, c.family) {
			want = append(want, name)
		}
	}
	for _, family := range families {
		assert.True(t, seen[family], "no rule is of the family %q", family)
	}
	slices.Sort(want)
	have := slices.DeleteFunc(folders(t), func(name string) bool {
		c, known := tool.categories[name]
		return known && !slices.Contains(families, c.family)
	})
	assert.Equal(t, want, have)
}

func TestWitnesses(t *testing.T) {
	tool := newTool(t)
	names := folders(t)
	w := newWorkspace(t, names)
	found := relevant(tool.findings(t, w.dir))
	tool.fix(t, w.dir, cured)
	left := relevant(tool.findings(t, w.dir))
	w.build(t)

	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			category, known := tool.categories[name]
			assert.True(t, known, "asynclint has no category %s", name)

			t.Run(broken, func(t *testing.T) {
				hurt := w.run(t, path.Join(broken, name))
				assert.Positive(t, hurt.counts[hurt.claimed], "the harm that is claimed is not done: %s", hurt)
				for _, f := range found[path.Join(broken, name)] {
					assert.Equal(t, name, f.name(), "%s", f)
					assert.Equal(t, "hazard.go", path.Base(f.Pos.File), "%s", f)
					if category.fix {
						assert.NotEmpty(t, f.Fixes, "%s", f)
					}
				}
				assert.NotEmpty(t, found[path.Join(broken, name)], "asynclint does not report it")
			})
			t.Run(fixed, func(t *testing.T) {
				assert.Empty(t, found[path.Join(fixed, name)])
				assertHarmless(t, w.run(t, path.Join(fixed, name)))
			})
			if category.fix {
				t.Run(cured, func(t *testing.T) {
					assert.Empty(t, left[path.Join(cured, name)])
					assertHarmless(t, w.run(t, path.Join(cured, name)))
				})
			}
		})
	}
}

// relevant leaves those of all findings out that are a matter of taste, unless the
// package is there to show them.
func relevant(all map[string][]finding) map[string][]finding {
	for pkg, found := range all {
		_, name, _ := strings.Cut(pkg, "/")
		all[pkg] = slices.DeleteFunc(found, func(f finding) bool {
			return f.name() != name && slices.Contains(matterOfTaste, f.name())
		})
	}
	return all
}

func assertHarmless(t *testing.T, m *measured) {
	t.Helper()
	for _, what := range slices.Sorted(maps.Keys(m.counts)) {
		assert.Zero(t, m.counts[what], "%s: %s", what, m)
	}
	assert.Contains(t, m.counts, harm.Leaked)
	if m.skipped == "" {
		assert.Contains(t, m.counts, harm.Alive)
	}
}
