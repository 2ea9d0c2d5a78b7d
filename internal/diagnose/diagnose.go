// Package diagnose is how analyzers report: what a directive ignores and what
// lies in generated files is left out, and the rest comes sorted, so that a
// driver prints the same whatever order an analyzer worked in.
package diagnose

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/passes/directives"
)

// An Outcome is the result of every reporting analyzer. It is all that
// baddirective needs to know of one.
type Outcome struct {
	// Ignored holds the directives that kept a diagnostic from being reported,
	// each at least once.
	Ignored []*directives.IgnoreDirective
}

// ResultType is the ResultType of every reporting analyzer.
var ResultType = reflect.TypeFor[*Outcome]()

// A Reporter collects the diagnostics of one analyzer on one package. The
// analyzer must require [directives.Analyzer].
type Reporter struct {
	pass    *analysis.Pass
	dirs    *directives.Result
	diags   []analysis.Diagnostic
	outcome Outcome
}

// NewReporter returns a reporter for pass.
func NewReporter(pass *analysis.Pass) *Reporter {
	return &Reporter{pass: pass, dirs: directives.Of(pass)}
}

// Report adds d, unless a directive or a generated file hides it. Of
// diagnostics that agree in position, category and message only the first is
// kept.
func (r *Reporter) Report(d analysis.Diagnostic) {
	if r.dirs.Hides(d.Pos) {
		return
	}
	if ignoring := r.dirs.Ignoring(r.pass.Analyzer.Name, d.Category, d.Pos); len(ignoring) > 0 {
		r.outcome.Ignored = append(r.outcome.Ignored, ignoring...)
		return
	}
	r.diags = append(r.diags, d)
}

// ReportOn adds a diagnostic about a node.
func (r *Reporter) ReportOn(node analysis.Range, category, message string, related []analysis.RelatedInformation, fixes ...analysis.SuggestedFix) {
	r.Report(analysis.Diagnostic{
		Pos:            node.Pos(),
		End:            node.End(),
		Category:       category,
		Message:        message,
		Related:        related,
		SuggestedFixes: fixes,
	})
}

// Related returns a piece of evidence about a node.
func Related(node analysis.Range, format string, args ...any) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: node.Pos(), End: node.End(), Message: fmt.Sprintf(format, args...)}
}

// Flag reports whether the boolean flag of the analyzer of pass is set.
func Flag(pass *analysis.Pass, name string) bool {
	return pass.Analyzer.Flags.Lookup(name).Value.String() == "true"
}

// Done reports what was added, in the order of the source, and returns the
// analyzer's result.
func (r *Reporter) Done() *Outcome {
	slices.SortStableFunc(r.diags, compare)
	r.diags = slices.CompactFunc(r.diags, func(a, b analysis.Diagnostic) bool { return compare(a, b) == 0 })
	for _, d := range r.diags {
		r.pass.Report(d)
	}
	return &r.outcome
}

func compare(a, b analysis.Diagnostic) int {
	return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Message, b.Message))
}

// Nothing is the outcome of an analyzer that left a package early.
func Nothing() *Outcome { return new(Outcome) }
