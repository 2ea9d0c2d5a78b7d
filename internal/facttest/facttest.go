// Package facttest measures facts, for the passes' tests.
package facttest

import (
	"bytes"
	"encoding/gob"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"
)

// Budget fails unless the object facts of the results take at most so many
// bytes each, on average. Facts are read and written once for each package
// that depends on theirs, so a field more in each costs megabytes in a large
// build.
func Budget(t *testing.T, results []*analysistest.Result, bytesPerFact int) {
	t.Helper()
	facts, size := 0, 0
	for _, res := range results {
		for _, f := range res.Action.AllObjectFacts() {
			// The description of the type is written once for a package:
			// encode the fact twice, and count the second.
			var buf bytes.Buffer
			enc := gob.NewEncoder(&buf)
			require.NoError(t, enc.Encode(f.Fact))
			first := buf.Len()
			require.NoError(t, enc.Encode(f.Fact))
			size += buf.Len() - first
			facts++
		}
	}
	require.Greater(t, facts, 10)
	assert.LessOrEqual(t, size/facts, bytesPerFact, "%d facts take %d bytes", facts, size)
}
