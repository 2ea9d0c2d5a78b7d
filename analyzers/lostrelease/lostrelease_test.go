package lostrelease_test

import (
	"bytes"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostrelease"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	require.NoError(t, err)
	return dir
}

func Test(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), lostrelease.Analyzer,
		"lostrelease/done", "lostrelease/unlock", "lostrelease/slot", "lostrelease/signal", "lostrelease/count",
		"lostrelease/typeparams", "lostrelease/rangefunc", "lostrelease/crosspkg", "lostrelease/crosspkg/callee",
		"lostrelease/example", "lostrelease/notests", "lostrelease/fixes")
}

func TestTestFiles(t *testing.T) {
	flags := &lostrelease.Analyzer.Flags
	require.NoError(t, flags.Set("tests", "true"))
	defer func() { require.NoError(t, flags.Set("tests", "false")) }()
	analysistest.Run(t, testdata(t), lostrelease.Analyzer, "lostrelease/tests")
}

// TestFixesLast analyses what the golden files hold: it must compile, and what had
// a fix must not be reported again, nor anything new.
func TestFixesLast(t *testing.T) {
	packages := []string{"lostrelease/done", "lostrelease/signal", "lostrelease/typeparams", "lostrelease/rangefunc", "lostrelease/fixes", "lostrelease/example"}
	dir := t.TempDir()
	var before, after []string
	for _, res := range analysistest.Run(t, testdata(t), lostrelease.Analyzer, packages...) {
		pkg := res.Action.Package
		for _, d := range res.Action.Diagnostics {
			if len(d.SuggestedFixes) == 0 {
				before = append(before, pkg.PkgPath+": "+d.Category)
			}
		}
		target := filepath.Join(dir, "src", pkg.PkgPath)
		require.NoError(t, os.MkdirAll(target, 0o777))
		for _, name := range pkg.GoFiles {
			src, err := os.ReadFile(name + ".golden")
			if os.IsNotExist(err) {
				src, err = os.ReadFile(name)
			}
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(target, filepath.Base(name)), bytes.ReplaceAll(src, []byte("// want"), []byte("//")), 0o666))
		}
	}
	for _, res := range analysistest.Run(quiet{}, dir, lostrelease.Analyzer, packages...) {
		require.NoError(t, res.Action.Err)
		assert.Empty(t, res.Action.Package.Errors)
		for _, d := range res.Action.Diagnostics {
			after = append(after, res.Action.Package.PkgPath+": "+d.Category)
		}
	}
	assert.NotEmpty(t, before)
	slices.Sort(before)
	slices.Sort(after)
	assert.Equal(t, before, after)
}

// quiet takes the place of a test where findings without a want are expected.
type quiet struct{}

func (quiet) Errorf(string, ...any) {}

// TestEvidence checks where findings say that they come from.
func TestEvidence(t *testing.T) {
	var got []string
	for _, res := range analysistest.Run(t, testdata(t), lostrelease.Analyzer, "lostrelease/example") {
		for _, d := range res.Action.Diagnostics {
			line := func(pos token.Pos) int { return res.Action.Package.Fset.Position(pos).Line }
			text := fmt.Sprintf("%s at %d", d.Category, line(d.Pos))
			for _, rel := range d.Related {
				text += fmt.Sprintf(", %d: %s", line(rel.Pos), rel.Message)
			}
			got = append(got, text)
			assert.NotEmpty(t, d.URL)
		}
	}
	slices.Sort(got) // by file: positions depend on which was parsed first
	assert.Equal(t, []string{
		"count-mismatch at 7, 8: a task that calls Done once, 12: a task that calls Done once",
		"skipped-done at 15, 12: the task starts here, 11: it is counted here, 17: other paths call Done here",
		"skipped-signal at 10, 7: the task starts here, 14: this receive waits for done, 12: other paths close it here",
		"skipped-slot at 9, 13: other paths give it back from here",
		"skipped-unlock at 16, 20: other paths release it here, 14: q.mu is locked here",
	}, got)
}
