// Package report turns findings into what people and tools read: text, JSON,
// SARIF, GitHub annotations, GitLab code quality and HTML. It knows nothing of how
// they were found.
package report

import (
	"cmp"
	"slices"

	"github.com/asynclint/asynclint/internal/rule"
)

// A Position is a place in a source file. Line and Column count from 1,
// Column in bytes, as in go/token.
type Position struct {
	File   string `json:"file"` // absolute, or relative to the report's Dir
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// Related is a place that belongs to the evidence for a finding.
type Related struct {
	Pos     Position `json:"pos"`
	End     Position `json:"end"`
	Message string   `json:"message"`
}

// An Edit replaces the bytes [Start, End) of File.
type Edit struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// A Fix is a set of edits to be applied as a whole.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// A Finding is one diagnostic of one analyzer, as every driver sees it.
type Finding struct {
	Rule     string        `json:"rule"`               // the analyzer's name
	Category string        `json:"category,omitempty"` // the pattern within the rule; may be empty for foreign rules
	Severity rule.Severity `json:"severity"`
	Message  string        `json:"message"`
	URL      string        `json:"url,omitempty"` // the rule's page, with the category as fragment
	Package  string        `json:"package"`       // import path, without any test variant's suffix
	Pos      Position      `json:"pos"`
	End      Position      `json:"end"` // exclusive; equals Pos when unknown
	Related  []Related     `json:"related,omitempty"`
	Fixes    []Fix         `json:"fixes,omitempty"`

	// Fingerprint identifies the finding across edits elsewhere in its file.
	// See [AddFingerprints].
	Fingerprint string `json:"fingerprint"`
}

// Compare orders findings by file, position, rule, category and message. It is
// a total order up to identity of what is printed, so that reports do not
// depend on the order in which packages were analysed.
func Compare(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Category, b.Category),
		cmp.Compare(a.Message, b.Message),
	)
}

// Merge sorts findings and drops repetitions: a file that belongs to a package
// and to its test variant is analysed in both.
func Merge(findings []Finding) []Finding {
	slices.SortStableFunc(findings, Compare)
	return slices.CompactFunc(findings, func(a, b Finding) bool { return Compare(a, b) == 0 })
}

// A Problem is something that kept a part of the input from being analysed, or
// an input that could not be understood. It is printed as one line.
type Problem struct {
	Where   string `json:"where,omitempty"` // a package, file position, flag or file name
	Message string `json:"message"`
}

func (p Problem) String() string {
	if p.Where == "" {
		return p.Message
	}
	return p.Where + ": " + p.Message
}

// A Report is everything that one run of the command has to say.
type Report struct {
	Tool     Tool
	Dir      string // findings' files are shown relative to it
	Rules    []rule.Rule
	Findings []Finding // in the order of [Compare]
	Problems []Problem
	Hidden   int // findings that the baseline hides
	Packages int // number of packages analysed
}

// Tool says which program made a report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	URL     string `json:"url,omitempty"`
}
