// Package plugin makes asynclint a linter of golangci-lint, through its module
// plugin system: importing the package registers the plugin "asynclint".
//
// golangci-lint shows neither categories nor evidence. It makes an issue of each
// piece of related information, and applies all fixes of a diagnostic. So the
// message carries the category at its end, related information is left out, and
// there is one fix at most.
package plugin

import (
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/analyzers/baddirective"
	"github.com/asynclint/asynclint/internal/rule"
)

// Name is the name of the linter in golangci-lint's settings.
const Name = "asynclint"

func init() { register.Plugin(Name, New) }

// New returns the plugin for the settings in conf, which golangci-lint has read
// from linters.settings.custom.asynclint.settings; nil stands for none. An error
// says in a line what is wrong with them.
//
// Settings become flags of the analyzers, which belong to the process: the last
// plugin that was made decides. golangci-lint makes one.
func New(conf any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[Settings](conf)
	if err != nil {
		return nil, err
	}
	c, err := s.choose(analyzers.All())
	if err != nil {
		return nil, err
	}
	return &linter{c}, nil
}

// A linter is asynclint with settings.
type linter struct{ choice *choice }

// GetLoadMode implements [register.LinterPlugin].
func (*linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers implements [register.LinterPlugin]. The analyzers are those of
// the rules that the settings choose.
func (l *linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var suite []*rule.Rule // as baddirective is to know it
	for _, r := range analyzers.All() {
		wrapped := *r
		if r.Name() == baddirective.Analyzer.Name {
			wrapped.Analyzer = baddirective.New(append(slices.Clone(suite), r))
		}
		wrapped.Analyzer = l.wrap(&wrapped)
		suite = append(suite, &wrapped)
	}
	var list []*analysis.Analyzer
	for _, r := range suite {
		if l.choice.runs[r.Name()] {
			list = append(list, r.Analyzer)
		}
	}
	return list, analysis.Validate(list)
}

// wrap returns the analyzer of r with its diagnostics chosen and cut to what
// golangci-lint can show.
func (l *linter) wrap(r *rule.Rule) *analysis.Analyzer {
	a := *r.Analyzer
	run := a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		inner := *pass
		inner.Report = func(d analysis.Diagnostic) {
			if l.choice.hides(r.Name(), d.Category) {
				return
			}
			d.Message = strings.Join(strings.Fields(d.Message), " ") + " [" + d.Category + "]"
			d.Related = nil
			d.SuggestedFixes = d.SuggestedFixes[:min(1, len(d.SuggestedFixes))]
			pass.Report(d)
		}
		return run(&inner)
	}
	return &a
}
