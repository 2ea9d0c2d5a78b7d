package lostcallbackerror_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/lostcallbackerror"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func Test(t *testing.T) {
	fixtest.Run(t, fixtest.Testdata(t), lostcallbackerror.Analyzer,
		"lostcallbackerror/droppedresult", "lostcallbackerror/handler", "lostcallbackerror/handlergin", "lostcallbackerror/handlerecho", "lostcallbackerror/handlerfiber", "lostcallbackerror/handlerrouters",
		"lostcallbackerror/dropped",
		"lostcallbackerror/ignored", "lostcallbackerror/shadow", "lostcallbackerror/once",
		"lostcallbackerror/example", "lostcallbackerror/typeparams", "lostcallbackerror/rangefunc", "lostcallbackerror/crosspkg",
		"lostcallbackerror/notests")
}

// TestFlags turns on what is off by default.
func TestFlags(t *testing.T) {
	flags := &lostcallbackerror.Analyzer.Flags
	for _, name := range []string{"tests", "unread-param"} {
		require.NoError(t, flags.Set(name, "true"))
		defer func() { require.NoError(t, flags.Set(name, "false")) }()
	}
	analysistest.Run(t, fixtest.Testdata(t), lostcallbackerror.Analyzer, "lostcallbackerror/unread", "lostcallbackerror/tests")
}

// TestEvidence checks where findings say that they come from.
func TestEvidence(t *testing.T) {
	got := fixtest.Evidence(t, fixtest.Testdata(t), lostcallbackerror.Analyzer, "lostcallbackerror/evidence")
	assert.Equal(t, []string{
		"ignored-param at 16, 13: the function is handed over here, 17: d is used here",
		"shadowed at 40, 37: this err is meant, 41: the callback ends here without a word, 46: err is looked at here",
		"once-loses-error at 72, 70: err is new, and nil, in each call, 71: the function runs once, whatever comes of it",
	}, got)
}
