// Package fixtest checks the fixes and the evidence that analyzers give.
package fixtest

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
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// Run analyses fixtures, packages below testdata/src, as
// analysistest.RunWithSuggestedFixes does: the findings are those that comments
// want, and the fixes give the golden files. It then analyses the golden files in
// turn: they must compile, no finding that had a fix may be there again, and
// none may be new.
func Run(t *testing.T, testdata string, a *analysis.Analyzer, fixtures ...string) {
	t.Helper()
	dir := t.TempDir()
	src := filepath.Join(dir, "src")
	// All of it: what the fixtures import too.
	require.NoError(t, os.CopyFS(src, os.DirFS(filepath.Join(testdata, "src"))))

	var changed, left []string // packages with fixes, and their findings without
	for _, res := range analysistest.RunWithSuggestedFixes(t, testdata, a, fixtures...) {
		pkg := res.Action.Package
		fixed := false
		var findings []string
		for _, d := range res.Action.Diagnostics {
			if len(d.SuggestedFixes) == 0 {
				findings = append(findings, pkg.PkgPath+": "+d.Category)
			}
			fixed = fixed || len(d.SuggestedFixes) > 0
		}
		writeGolden(t, filepath.Join(src, filepath.FromSlash(pkg.PkgPath)), pkg.GoFiles)
		if fixed && !slices.Contains(changed, pkg.PkgPath) {
			changed = append(changed, pkg.PkgPath)
			left = append(left, findings...)
		}
	}
	if len(changed) == 0 {
		return
	}
	var after []string
	for _, res := range analysistest.Run(quiet{}, dir, a, changed...) {
		require.NoError(t, res.Action.Err)
		assert.Empty(t, res.Action.Package.Errors, "what a fix makes of %s", res.Action.Package.PkgPath)
		for _, d := range res.Action.Diagnostics {
			after = append(after, res.Action.Package.PkgPath+": "+d.Category)
		}
	}
	slices.Sort(left)
	slices.Sort(after)
	assert.Equal(t, left, after, "findings without a fix, and findings once the others are fixed")
}

// Evidence analyses the fixtures and returns what each finding tells beside its
// message: its category and line, and the line and text of each related place. It
// fails the test for a finding without the URL of its page.
func Evidence(t *testing.T, testdata string, a *analysis.Analyzer, fixtures ...string) []string {
	t.Helper()
	var list []string
	for _, res := range analysistest.Run(t, testdata, a, fixtures...) {
		line := func(pos token.Pos) int { return res.Action.Package.Fset.Position(pos).Line }
		for _, d := range res.Action.Diagnostics {
			text := fmt.Sprintf("%s at %d", d.Category, line(d.Pos))
			for _, rel := range d.Related {
				text += fmt.Sprintf(", %d: %s", line(rel.Pos), rel.Message)
			}
			list = append(list, text)
			assert.NotEmpty(t, d.URL)
		}
	}
	return list
}

// writeGolden replaces files in dir by what their fixes make of them.
func writeGolden(t *testing.T, dir string, names []string) {
	t.Helper()
	for _, name := range names {
		text, err := os.ReadFile(name + ".golden")
		if os.IsNotExist(err) {
			continue
		}
		require.NoError(t, err)
		text = bytes.ReplaceAll(text, []byte("// want"), []byte("//"))
		require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.Base(name)), text, 0o666))
	}
}

// quiet takes the place of a test where findings without a want are expected.
type quiet struct{}

func (quiet) Errorf(string, ...any) {}
