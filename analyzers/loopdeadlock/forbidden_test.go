package loopdeadlock_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/loopdeadlock"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func TestForbiddenCalls(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), loopdeadlock.Analyzer,
		"loopdeadlock/forbidden", "loopdeadlock/forbiddenbolt", "loopdeadlock/forbiddenbrowser", "loopdeadlock/forbiddencluster",
		"loopdeadlock/forbiddenfields", "loopdeadlock/forbiddenlocks", "loopdeadlock/forbiddenloops", "loopdeadlock/forbiddenmqtt", "loopdeadlock/forbiddenmqttunordered",
		"loopdeadlock/forbiddenone", "loopdeadlock/forbiddenparents", "loopdeadlock/forbiddentui", "loopdeadlock/forbiddentwo",
	)
}

// The evidence is where the callback is handed over, and the calls on the way.
func TestForbiddenEvidence(t *testing.T) {
	got := fixtest.Evidence(t, fixtest.Testdata(t), loopdeadlock.Analyzer, "loopdeadlock/forbiddenone")
	assert.Equal(t, []string{
		"forbidden-call at 34, 39: which calls bbolt.DB.Update, 30: the callback is handed to bbolt.DB.Update here",
		"forbidden-call at 91, 86: the callback is handed to mqtt.ClientOptions.SetDefaultPublishHandler here",
	}, got)
}
