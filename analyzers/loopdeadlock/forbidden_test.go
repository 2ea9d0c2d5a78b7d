package loopdeadlock_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/loopdeadlock"
)

func TestForbiddenCalls(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	analysistest.Run(t, testdata, loopdeadlock.Analyzer,
		"loopdeadlock/forbidden", "loopdeadlock/forbiddenbolt", "loopdeadlock/forbiddenbrowser", "loopdeadlock/forbiddencluster",
		"loopdeadlock/forbiddenlocks", "loopdeadlock/forbiddenmqtt", "loopdeadlock/forbiddenmqttunordered", "loopdeadlock/forbiddenone", "loopdeadlock/forbiddentui",
		"loopdeadlock/forbiddentwo",
	)
}
