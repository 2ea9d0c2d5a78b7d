package lostgoerror_test

import (
	"testing"

	"github.com/asynclint/asynclint/analyzers/lostgoerror"
	"github.com/asynclint/asynclint/internal/fixtest"
)

func TestFixes(t *testing.T) {
	fixtest.Run(t, fixtest.Testdata(t), lostgoerror.Analyzer,
		"lostgoerror/fixes", "lostgoerror/fixnames", "lostgoerror/fixslog", "lostgoerror/fixnone", "lostgoerror/go121", "lostgoerror/example")
}
