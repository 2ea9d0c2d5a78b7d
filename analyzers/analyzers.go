// Package analyzers is the registry: every rule of asynclint, and the passes
// that drivers must know of.
package analyzers

import (
	"slices"

	"golang.org/x/tools/go/analysis"

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
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/mayblock"
	"github.com/asynclint/asynclint/passes/ownership"
)

// hazards are the rules about code, in the order of the catalogue.
var hazards = []*rule.Rule{
	&lostgoerror.Rule,
	&lostcallbackerror.Rule,
	&lostfuture.Rule,
	&lostpanic.Rule,
	&loopblock.Rule,
	&loopdeadlock.Rule,
	&goroutineleak.Rule,
	&outlivedscope.Rule,
	&asyncleak.Rule,
	&lostrelease.Rule,
	&unboundedspawn.Rule,
	&unboundedqueue.Rule,
}

// housekeeping is the rule about the comments that steer the others.
var housekeeping = func() *rule.Rule {
	r := baddirective.Rule
	r.Analyzer = baddirective.New(append(slices.Clone(hazards), &baddirective.Rule))
	return &r
}()

// All returns every rule, in the order of the catalogue.
func All() []*rule.Rule { return append(slices.Clone(hazards), housekeeping) }

// Default returns the rules that run without being asked for.
func Default() []*rule.Rule {
	return slices.DeleteFunc(All(), func(r *rule.Rule) bool { return !r.Default })
}

// Facts returns the passes that export facts: what a driver must run on a
// dependency, and all that it need run there.
func Facts() []*analysis.Analyzer {
	return []*analysis.Analyzer{callbacks.Analyzer, mayblock.Analyzer, ownership.Analyzer}
}

// Passes returns the passes that are part of the suite for the sake of their
// flags, which drivers register only for the analyzers that they are given.
func Passes() []*analysis.Analyzer {
	return []*analysis.Analyzer{apimodel.Analyzer, directives.Analyzer}
}
