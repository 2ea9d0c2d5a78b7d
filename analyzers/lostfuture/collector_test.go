package lostfuture_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/asynclint/asynclint/analyzers/lostfuture"
	"github.com/asynclint/asynclint/internal/fixtest"
)

// optIn turns on what is off by default.
func optIn(t *testing.T) {
	for _, c := range lostfuture.Rule.Categories {
		if c.Flag != "" {
			fixtest.SetFlag(t, lostfuture.Analyzer, c.Flag)
		}
	}
}

// TestCollectedEvidence checks what findings about channels and shared variables
// tell beside them.
func TestCollectedEvidence(t *testing.T) {
	optIn(t)
	got := fixtest.Evidence(t, fixtest.Testdata(t), lostfuture.Analyzer, "lostfuture/collected")
	assert.Equal(t, []string{
		"unread-channel at 12, 13: an error is sent here, 14: an error is sent here",
		"missing-reply at 23, 19: the goroutine starts here, 27: the receive that waits for it, 25: other paths send here",
		"last-error-wins at 35, 34: the goroutine starts here, 39: err is read here",
		"last-error-wins at 49, 48: the goroutine starts here, 53: the other goroutine starts here, 43: err is declared here, 50: err is read here",
	}, got)
}
