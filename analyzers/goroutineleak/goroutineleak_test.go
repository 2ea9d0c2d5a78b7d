package goroutineleak_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/goroutineleak"
)

func TestAnalyzer(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	// The examples are those of all categories.
	flags := &goroutineleak.Analyzer.Flags
	require.NoError(t, flags.Set("unstoppable", "true"))
	defer func() { require.NoError(t, flags.Set("unstoppable", "false")) }()
	for _, fixture := range []string{
		"example",
		"stoppedticker",
		"abandonedsend", "firstofmany", "doublesend", "blockedproducer", "deafproducer", "abandonedreceive", "nopartner",
		"typeparams", "rangefunc", "crosspkg", "program", "cmd/tool",
	} {
		t.Run(fixture, func(t *testing.T) {
			analysistest.RunWithSuggestedFixes(t, testdata, goroutineleak.Analyzer, "goroutineleak/"+fixture)
		})
	}
}
