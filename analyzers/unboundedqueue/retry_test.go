package unboundedqueue_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/unboundedqueue"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func TestRetry(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/retry", "unboundedqueue/retryworkqueue", "unboundedqueue/retryforms")
}

func TestRetryEvidence(t *testing.T) {
	got := fixtest.Evidence(t, fixtest.Testdata(t), unboundedqueue.Analyzer, "unboundedqueue/retryevidence")
	assert.Equal(t, []string{
		"endless-retry at 9, 7: it is taken from there here, 8: this finds that it failed",
		"endless-retry at 17, 17: this fails",
	}, got)
}
