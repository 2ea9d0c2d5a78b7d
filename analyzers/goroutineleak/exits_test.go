package goroutineleak_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/goroutineleak"
	"github.com/asynclint/asynclint/internal/fixtest"
)

// TestExits is about goroutines that have no way out, and ends that are left
// open, whatever channels do.
func TestExits(t *testing.T) {
	fixtest.SetFlag(t, goroutineleak.Analyzer, "nil-channel")
	fixtest.Run(t, fixtest.Testdata(t), goroutineleak.Analyzer,
		"goroutineleak/halfpipe", "goroutineleak/loststop", "goroutineleak/nilchannel", "goroutineleak/noexit")
}

func TestUnstoppable(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	analysistest.Run(t, testdata, goroutineleak.Analyzer, "goroutineleak/unstoppable/optin")
	flags := &goroutineleak.Analyzer.Flags
	require.NoError(t, flags.Set("unstoppable", "true"))
	defer func() { require.NoError(t, flags.Set("unstoppable", "false")) }()
	analysistest.Run(t, testdata, goroutineleak.Analyzer,
		"goroutineleak/unstoppable", "goroutineleak/unstoppable/finalized", "goroutineleak/unstoppable/program")
}
