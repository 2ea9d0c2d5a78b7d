package unboundedspawn_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/unboundedspawn"
	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/internal/testfile"
)

// One load for all: most of the time goes into the standard library.
func TestFixtures(t *testing.T) {
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "spawn-per-event")
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "overlapping-ticks")
	fixtest.Run(t, fixtest.Testdata(t), unboundedspawn.Analyzer,
		"unboundedspawn/perevent", "unboundedspawn/callbacks", "unboundedspawn/fixes", "unboundedspawn/inside", "unboundedspawn/crosspkg", "unboundedspawn/crosspkg/store", "unboundedspawn/directive", "unboundedspawn/directive/bus",
		"unboundedspawn/rangefunc", "unboundedspawn/tests", "unboundedspawn/typeparams",
		"unboundedspawn/spill", "unboundedspawn/firesend", "unboundedspawn/ticks")
}

func TestOptIn(t *testing.T) {
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "spawn-per-event")
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "overlapping-ticks")
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "spawn-per-item")
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "accept-loop")
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "spawn-per-request")
	fixtest.Run(t, fixtest.Testdata(t), unboundedspawn.Analyzer, "unboundedspawn/peritem", "unboundedspawn/accept", "unboundedspawn/accept/limited",
		"unboundedspawn/request", "unboundedspawn/example")
}

func TestTestsFlag(t *testing.T) {
	fixtest.SetFlag(t, unboundedspawn.Analyzer, testfile.Flag)
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "spawn-per-event")
	analysistest.Run(t, fixtest.Testdata(t), unboundedspawn.Analyzer, "unboundedspawn/testsflag")
}

func TestEvidence(t *testing.T) {
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "spawn-per-event")
	assert.Equal(t, []string{
		"spawn-per-event at 23, 22: the handler, 15: where the task waits",
		"spawn-per-event at 44, 43: the handler, 15: where the task waits",
		"spawn-per-event at 49, 48: the handler",
		"spawn-per-event at 61, 54: the handler, 56: calls w.process, 15: where the task waits",
		"limit-inside at 66, 65: the task starts here, 64: the handler",
		"spawn-per-event at 80, 74: the loop, 75: calls start, 15: where the task waits",
	}, fixtest.Evidence(t, fixtest.Testdata(t), unboundedspawn.Analyzer, "unboundedspawn/callbacks"))
}
