// Package driver is the command around the analyzers: the vettool that go vet
// starts for each package, and the standalone command, which starts go vet with
// itself as the tool and reports what it finds.
//
// There is one engine. Packages are loaded, scheduled, analysed and cached by
// cmd/go, in both modes; this package selects analyzers, translates flags,
// reads what comes back, and says clearly what could not be analysed.
package driver

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/rule"
)

// Names and addresses of the tool, as users see them.
const (
	toolName    = "asynclint"
	toolURL     = "https://github.com/asynclint/asynclint"
	installPath = "github.com/asynclint/asynclint/cmd/asynclint"
)

// A Suite is what a command is made of.
type Suite struct {
	// Rules are the analyzers that report, with what is said about them.
	Rules []*rule.Rule

	// Facts are the analyzers that have to run on dependencies too.
	Facts []*analysis.Analyzer

	// Flags are the analyzers that belong to the suite for their flags only.
	Flags []*analysis.Analyzer

	// IsStd reports whether a package of the standard library has its facts in
	// tables, so that it is never analysed as a dependency. It may be nil.
	IsStd func(path string) bool

	// Page returns the page about a rule, in Markdown. It may be nil.
	Page func(name string) (string, bool)

	// BadInput names the rules and categories (as "rule/category") whose
	// findings mean that something in the source could not be understood as
	// written, so that the run is not to be trusted: it exits with code 2.
	BadInput []string

	// GoVersion is the version of Go that built the tool; "" means
	// runtime.Version().
	GoVersion string
}

// Validate reports the first thing that does not fit together: analyzers' names
// share one space with one another and with the flags of the command and of
// unitchecker; a category is turned on by a flag that its analyzer has.
func (s *Suite) Validate() error {
	seen := make(map[string]bool)
	commandFlags := (&Suite{}).flagSet(new(options))
	for _, a := range s.own() {
		if commandFlags.Lookup(a.Name) != nil || isUnitcheckerFlag(a.Name) {
			return fmt.Errorf("analyzer %q has the name of a flag", a.Name)
		}
		if seen[a.Name] {
			return fmt.Errorf("two analyzers are called %q", a.Name)
		}
		seen[a.Name] = true
	}
	for _, r := range s.Rules {
		for _, c := range r.Categories {
			if c.OptIn() && r.Analyzer.Flags.Lookup(c.Flag) == nil {
				return fmt.Errorf("category %s/%s is turned on by a flag %q, which there is not", r.Name(), c.Name, c.Flag)
			}
		}
	}
	return analysis.Validate(s.universe())
}

// isUnitcheckerFlag reports whether unitchecker has a flag of its own with the
// given name.
func isUnitcheckerFlag(name string) bool {
	return slices.Contains([]string{"V", "flags", "json", "c", "fix", "diff", "source", "v", "all", "tags", unitAnalyzer.Name}, name)
}

// own returns the suite's own analyzers.
func (s *Suite) own() []*analysis.Analyzer {
	var list []*analysis.Analyzer
	for _, r := range s.Rules {
		list = append(list, r.Analyzer)
	}
	list = append(list, s.Facts...)
	return append(list, s.Flags...)
}

// universe returns every analyzer that a flag can name.
func (s *Suite) universe() []*analysis.Analyzer {
	return append(s.own(), unitAnalyzer)
}

// rule returns the rule with the given name, nil if there is none.
func (s *Suite) rule(name string) *rule.Rule { return rule.Find(s.Rules, name) }

// closure returns the analyzers in roots and all that they require.
func closure(roots []*analysis.Analyzer) map[*analysis.Analyzer]bool {
	seen := make(map[*analysis.Analyzer]bool)
	var visit func([]*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			if !seen[a] {
				seen[a] = true
				visit(a.Requires)
			}
		}
	}
	visit(roots)
	return seen
}
