// Command nogo is what Bazel's rules_go generates for a nogo target: a program
// that imports the package of each analyzer that the target lists, takes its
// Analyzer, and analyses one package per process.
package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/asynclint/asynclint/analyzers/asyncleak"
	"github.com/asynclint/asynclint/analyzers/baddirective"
	"github.com/asynclint/asynclint/analyzers/goroutineleak"
	"github.com/asynclint/asynclint/analyzers/loopblock"
	"github.com/asynclint/asynclint/analyzers/loopdeadlock"
	"github.com/asynclint/asynclint/analyzers/lostcallbackerror"
	"github.com/asynclint/asynclint/analyzers/lostfuture"
	"github.com/asynclint/asynclint/analyzers/lostgoerror"
	"github.com/asynclint/asynclint/analyzers/lostpanic"
	"github.com/asynclint/asynclint/analyzers/lostrelease"
	"github.com/asynclint/asynclint/analyzers/outlivedscope"
	"github.com/asynclint/asynclint/analyzers/unboundedqueue"
	"github.com/asynclint/asynclint/analyzers/unboundedspawn"
)

func main() {
	unitchecker.Main(
		asyncleak.Analyzer,
		baddirective.Analyzer,
		goroutineleak.Analyzer,
		loopblock.Analyzer,
		loopdeadlock.Analyzer,
		lostcallbackerror.Analyzer,
		lostfuture.Analyzer,
		lostgoerror.Analyzer,
		lostpanic.Analyzer,
		lostrelease.Analyzer,
		outlivedscope.Analyzer,
		unboundedqueue.Analyzer,
		unboundedspawn.Analyzer,
	)
}
