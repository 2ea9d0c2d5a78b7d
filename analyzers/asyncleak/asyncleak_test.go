package asyncleak_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/asyncleak"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func TestAnalyzer(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), asyncleak.Analyzer,
		"asyncleak/latearrival", "asyncleak/unreleased", "asyncleak/unclosedconn", "asyncleak/queue",
		"asyncleak/crosspkg", "asyncleak/example", "asyncleak/rangefunc", "asyncleak/typeparams")
}
