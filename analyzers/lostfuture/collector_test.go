package lostfuture_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostfuture"
)

func TestCollected(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	analysistest.Run(t, testdata, lostfuture.Analyzer, "lostfuture/lasterror", "lostfuture/missingreply", "lostfuture/unreadchannel")
}
