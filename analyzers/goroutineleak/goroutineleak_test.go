package goroutineleak_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/analyzers/goroutineleak"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func TestAnalyzer(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	// The examples are those of all categories.
	flags := &goroutineleak.Analyzer.Flags
	require.NoError(t, flags.Set("unstoppable", "true"))
	defer func() { require.NoError(t, flags.Set("unstoppable", "false")) }()
	fixtest.Run(t, testdata, goroutineleak.Analyzer,
		"goroutineleak/example", "goroutineleak/stoppedticker",
		"goroutineleak/abandonedsend", "goroutineleak/firstofmany", "goroutineleak/doublesend", "goroutineleak/blockedproducer",
		"goroutineleak/deafproducer", "goroutineleak/abandonedreceive", "goroutineleak/nopartner",
		"goroutineleak/typeparams", "goroutineleak/rangefunc", "goroutineleak/crosspkg", "goroutineleak/program", "goroutineleak/cmd/tool")
}
