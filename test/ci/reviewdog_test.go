package ci

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/reviewdog/reviewdog/parser"
	"github.com/reviewdog/reviewdog/proto/rdf"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/drivers"
)

// TestReviewdog reads with reviewdog's own parser what the page has reviewdog read,
// its program being too large a dependency.
func TestReviewdog(t *testing.T) {
	dir := t.TempDir()
	module(t, dir)
	cmd := exec.CommandContext(t.Context(), drivers.Tool(t), "-format=sarif", "./...")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Chdir(dir) // reviewdog makes paths relative to where it is started
	p, err := parser.New(&parser.Option{FormatName: "sarif"})
	require.NoError(t, err)
	found, err := p.Parse(out)
	require.NoError(t, err)
	assert.Error(t, cmd.Wait()) // there are findings

	require.Len(t, found, 1)
	d := found[0]
	assert.Contains(t, d.GetMessage(), "go statement drops the error of http.ListenAndServe")
	assert.Equal(t, "m.go", filepath.ToSlash(d.GetLocation().GetPath()))
	assert.EqualValues(t, 6, d.GetLocation().GetRange().GetStart().GetLine())
	assert.Equal(t, "lostgoerror/go-result", d.GetCode().GetValue())
	assert.Contains(t, d.GetCode().GetUrl(), "lostgoerror")
	assert.Equal(t, rdf.Severity_WARNING, d.GetSeverity())
	assert.NotEmpty(t, d.GetSuggestions(), "the fix")
}
