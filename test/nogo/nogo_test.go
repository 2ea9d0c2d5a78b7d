// Package nogo analyses a module as Bazel's nogo does: one package per process,
// dependencies first, with the facts of each in a file that its dependents get;
// and the standard library not at all.
package nogo

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/test/drivers"
)

func TestFindingsAreTheCommands(t *testing.T) {
	nogo, dir := drivers.BuildNogo(t), drivers.Module(t)
	tool := drivers.Tool(t)
	// What only a suite can know about directives, a single analyzer can't.
	want := drivers.Command(t, tool, dir, "-skip=baddirective/unknown-rule,baddirective/unused-ignore")
	require.NotEmpty(t, want)
	assert.Equal(t, want, drivers.Nogo(t, nogo, dir, drivers.NogoFlags()...))

	t.Run("options", func(t *testing.T) {
		want := drivers.Command(t, tool, dir, "-only=loopdeadlock", "-loopdeadlock.self-send-buffered")
		assert.Equal(t, want, drivers.Nogo(t, nogo, dir, "-loopdeadlock", "-loopdeadlock.self-send-buffered"))
	})
}

// TestList: what a user copies into a BUILD file has all rules that are on by
// default, and the program that stands for nogo here all there are.
func TestList(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(filepath.FromSlash(name))
		require.NoError(t, err)
		return string(text)
	}
	main, page := read("nogo/main.go"), read("../../docs/bazel.md")
	for _, r := range analyzers.All() {
		assert.Contains(t, main, "\t\t"+r.Name()+".Analyzer,\n")
		dep := "\"@com_github_asynclint_asynclint//analyzers/" + r.Name() + "\","
		assert.Equal(t, r.Default, strings.Contains(page, dep), "%s", dep)
	}
}
