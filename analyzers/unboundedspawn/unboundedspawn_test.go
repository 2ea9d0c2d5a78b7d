package unboundedspawn_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/unboundedspawn"
	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/internal/testfile"
)

// One load for all: most of the time goes into the standard library.
func TestFixtures(t *testing.T) {
	fixtest.Run(t, fixtest.Testdata(t), unboundedspawn.Analyzer,
		"unboundedspawn/perevent", "unboundedspawn/callbacks", "unboundedspawn/fixes", "unboundedspawn/inside", "unboundedspawn/crosspkg", "unboundedspawn/crosspkg/store", "unboundedspawn/directive", "unboundedspawn/directive/bus",
		"unboundedspawn/rangefunc", "unboundedspawn/tests", "unboundedspawn/typeparams",
		"unboundedspawn/spill", "unboundedspawn/firesend", "unboundedspawn/ticks")
}

func TestOptIn(t *testing.T) {
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "spawn-per-item")
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "accept-loop")
	fixtest.SetFlag(t, unboundedspawn.Analyzer, "spawn-per-request")
	fixtest.Run(t, fixtest.Testdata(t), unboundedspawn.Analyzer, "unboundedspawn/peritem", "unboundedspawn/accept", "unboundedspawn/accept/limited",
		"unboundedspawn/request", "unboundedspawn/example")
}

func TestTestsFlag(t *testing.T) {
	fixtest.SetFlag(t, unboundedspawn.Analyzer, testfile.Flag)
	analysistest.Run(t, fixtest.Testdata(t), unboundedspawn.Analyzer, "unboundedspawn/testsflag")
}
