package unboundedqueue_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/unboundedqueue"
	"github.com/asynclint/asynclint/internal/fixtest"
)

// TestDrop shows too that values are reported only if that is asked for.
func TestDrop(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/drop", "unboundedqueue/dropforms")
}

func TestDropValues(t *testing.T) {
	fixtest.SetFlag(t, unboundedqueue.Analyzer, "silent-drop-values")
	analysistest.Run(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/dropvalues")
}

func TestDropEvidence(t *testing.T) {
	got := fixtest.Evidence(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/dropevidence")
	assert.Equal(t, []string{
		"silent-drop at 25, 7: the channel has no buffer, 13: it is received from here, between other things",
	}, got)
}
