package lostgoerror_test

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostgoerror"
)

var fixed = []string{
	"lostgoerror/fixes", "lostgoerror/fixnames", "lostgoerror/fixslog", "lostgoerror/fixnone", "lostgoerror/go121", "lostgoerror/example",
}

func TestFixes(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), lostgoerror.Analyzer, fixed...)
}

// TestFixesLast applies every fix and analyses what comes out: it must compile,
// and what had a fix must not be reported again.
func TestFixesLast(t *testing.T) {
	dir := t.TempDir()
	unfixed := make(map[string]int)
	for _, res := range analysistest.Run(t, testdata(t), lostgoerror.Analyzer, fixed...) {
		pkg := res.Action.Package
		edits := make(map[string][]analysis.TextEdit)
		for _, d := range res.Action.Diagnostics {
			if len(d.SuggestedFixes) == 0 {
				unfixed[pkg.PkgPath]++
				continue
			}
			for _, e := range d.SuggestedFixes[0].TextEdits {
				name := pkg.Fset.Position(e.Pos).Filename
				edits[name] = append(edits[name], e)
			}
		}
		target := filepath.Join(dir, "src", pkg.PkgPath)
		require.NoError(t, os.MkdirAll(target, 0o777))
		for _, name := range pkg.GoFiles {
			src, err := os.ReadFile(name)
			require.NoError(t, err)
			out, err := format.Source(apply(src, edits[name], func(e analysis.TextEdit) (int, int) {
				return pkg.Fset.Position(e.Pos).Offset, pkg.Fset.Position(e.End).Offset
			}))
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(target, filepath.Base(name)), withoutWants(out), 0o666))
		}
	}
	for _, stub := range []string{"go.uber.org", "golang.org"} {
		require.NoError(t, os.Symlink(filepath.Join(testdata(t), "src", stub), filepath.Join(dir, "src", stub)))
	}
	results := analysistest.Run(quiet{}, dir, lostgoerror.Analyzer, fixed...)
	require.Len(t, results, len(fixed))
	for _, res := range results {
		require.NoError(t, res.Action.Err)
		assert.Empty(t, res.Action.Package.Errors)
		assert.Len(t, res.Action.Diagnostics, unfixed[res.Action.Package.PkgPath], res.Action.Package.PkgPath)
	}
}

// quiet takes the place of a test where findings without a want are expected.
type quiet struct{}

func (quiet) Errorf(string, ...any) {}

func withoutWants(src []byte) []byte {
	lines := bytes.SplitAfter(src, []byte("\n"))
	for i, line := range lines {
		if code, _, ok := bytes.Cut(line, []byte("// want")); ok {
			lines[i] = append(slices.Clip(code), '\n')
		}
	}
	return bytes.Join(lines, nil)
}

// apply applies edits, of which equal ones count once.
func apply(src []byte, edits []analysis.TextEdit, offsets func(analysis.TextEdit) (int, int)) []byte {
	slices.SortStableFunc(edits, func(a, b analysis.TextEdit) int {
		if a.Pos != b.Pos {
			return int(a.Pos - b.Pos)
		}
		return strings.Compare(string(a.NewText), string(b.NewText))
	})
	var out []byte
	at := 0
	for i, e := range edits {
		if i > 0 && e.Pos == edits[i-1].Pos && e.End == edits[i-1].End && bytes.Equal(e.NewText, edits[i-1].NewText) {
			continue
		}
		start, end := offsets(e)
		out = append(append(out, src[at:start]...), e.NewText...)
		at = end
	}
	return append(out, src[at:]...)
}
