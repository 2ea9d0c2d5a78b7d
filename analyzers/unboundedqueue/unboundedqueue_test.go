package unboundedqueue_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/unboundedqueue"
	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/internal/testfile"
)

// One load for all: most of the time goes into the standard library.
func TestFixtures(t *testing.T) {
	fixtest.SetFlag(t, unboundedqueue.Analyzer, "growing-slice")
	fixtest.SetFlag(t, unboundedqueue.Analyzer, "growing-callbacks")
	fixtest.SetFlag(t, unboundedqueue.Analyzer, "silent-drop-values") // the examples are those of all categories
	analysistest.Run(t, fixtest.Testdata(t), unboundedqueue.Analyzer,
		"unboundedqueue/growing", "unboundedqueue/pending", "unboundedqueue/buffer", "unboundedqueue/input", "unboundedqueue/crosspkg", "unboundedqueue/crosspkg/sink", "unboundedqueue/example",
		"unboundedqueue/rangefunc", "unboundedqueue/tests", "unboundedqueue/typeparams", "unboundedqueue/lookedat")
}

func TestTestsFlag(t *testing.T) {
	fixtest.SetFlag(t, unboundedqueue.Analyzer, "growing-slice")
	fixtest.SetFlag(t, unboundedqueue.Analyzer, testfile.Flag)
	analysistest.Run(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/testsflag")
}

// Without the flag, functions that users pass are no reason.
func TestCallbacksFlag(t *testing.T) {
	fixtest.SetFlag(t, unboundedqueue.Analyzer, "growing-slice")
	analysistest.Run(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/callbacks")
}

func TestSizeFlag(t *testing.T) {
	flags := &unboundedqueue.Analyzer.Flags
	require.NoError(t, flags.Set("huge-buffer-size", "1000"))
	t.Cleanup(func() { require.NoError(t, flags.Set("huge-buffer-size", "1048576")) })
	analysistest.Run(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/buffersize")
}

func TestEvidence(t *testing.T) {
	fixtest.SetFlag(t, unboundedqueue.Analyzer, "growing-slice")
	got := fixtest.Evidence(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/crosspkg")
	assert.Equal(t, []string{
		"growing-slice at 19, 27: the consumer takes from f.q here, 30: where the consumer waits in sink.Store → http.Get, " +
			"23: the consumer's task starts here",
	}, got)
}

func TestEvidenceOfMapsAndInput(t *testing.T) {
	got := fixtest.Evidence(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/pendingevidence")
	assert.Equal(t, []string{
		"pending-map at 27, 22: the entry is made here, 35: a reply removes it here",
		"huge-buffer at 44, 43: the number comes in here",
	}, got)
}
