package baddirective

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/directives"
)

// Analyzer reports directives that are malformed or give no reason. Which
// rules exist and what they ignored only a suite knows: see [New].
var Analyzer = New(nil)

// The categories.
const (
	malformed     = "malformed"
	unknownRule   = "unknown-rule"
	missingReason = "missing-reason"
	unusedIgnore  = "unused-ignore"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.Housekeeping,
	Default:  true,
	Categories: []rule.Category{
		{Name: malformed, Severity: rule.Error, Summary: "a comment that was meant as a directive is none, or stands where it means nothing"},
		{Name: unknownRule, Severity: rule.Error, Summary: "an ignore names a rule or category that does not exist"},
		{Name: missingReason, Severity: rule.Warning, Summary: "an ignore does not say why"},
		{Name: unusedIgnore, Severity: rule.Warning, Summary: "an ignore suppresses nothing"},
	},
}

// New returns the analyzer for a suite: it knows the names of the suite's
// rules, and reports ignores that suppressed nothing although all the rules
// that they name have run. It is the one analyzer that requires others,
// because their silence is its subject. New(nil) knows no names and leaves out
// what it cannot judge.
func New(suite []*rule.Rule) *analysis.Analyzer {
	c := &checker{rules: suite}
	a := &analysis.Analyzer{
		Name:       "baddirective",
		Doc:        rule.Doc(doc, "baddirective"),
		URL:        rule.URL("baddirective"),
		Requires:   []*analysis.Analyzer{directives.Analyzer},
		Run:        c.run,
		ResultType: diagnose.ResultType,
	}
	for _, r := range suite {
		if r.Default && r.Name() != a.Name {
			a.Requires = append(a.Requires, r.Analyzer)
		}
	}
	return a
}

// A checker holds what the analyzer knows of its suite. It does not change.
type checker struct {
	rules []*rule.Rule
}

func (c *checker) run(pass *analysis.Pass) (any, error) {
	dirs := directives.Of(pass)
	if len(dirs.Problems) == 0 && len(dirs.Ignores()) == 0 {
		return diagnose.Nothing(), nil
	}
	rep := diagnose.NewReporter(pass)
	report := func(pos, end token.Pos, category, format string, args ...any) {
		rep.Report(analysis.Diagnostic{Pos: pos, End: end, Category: category, Message: fmt.Sprintf(format, args...)})
	}
	for _, p := range dirs.Problems {
		report(p.Pos, p.End, malformed, "%s", p.Message)
	}
	used := c.used(pass)
	for _, d := range dirs.Ignores() {
		if bad := c.unknown(d.Rules); bad != "" {
			report(d.Pos, d.End, unknownRule, "no rule or category %q: %q lists them", bad, "asynclint rules")
			continue
		}
		if d.Reason == "" {
			report(d.Pos, d.End, missingReason, "ignores %s without a reason: add -- and why", strings.Join(d.Rules, ", "))
		}
		if !used[d] && c.allRan(pass, d.Rules) {
			report(d.Pos, d.End, unusedIgnore, "ignores %s, but there is no such finding here: delete it", strings.Join(d.Rules, ", "))
		}
	}
	return rep.Done(), nil
}

// used returns the ignores that kept a finding of some analyzer of the suite
// from being reported.
func (c *checker) used(pass *analysis.Pass) map[*directives.IgnoreDirective]bool {
	used := make(map[*directives.IgnoreDirective]bool)
	for _, r := range c.rules {
		if out, ok := pass.ResultOf[r.Analyzer].(*diagnose.Outcome); ok {
			for _, d := range out.Ignored {
				used[d] = true
			}
		}
	}
	return used
}

// unknown returns the first of names that is not a rule or category of the
// suite, "" if all are.
func (c *checker) unknown(names []string) string {
	if len(c.rules) == 0 {
		return ""
	}
	for _, name := range names {
		r, category := c.lookup(name)
		if r == nil || strings.Contains(name, "/") && category == nil {
			return name
		}
	}
	return ""
}

// allRan reports whether every rule in names has looked at the package with
// the categories in names turned on, so that an ignore that they did not use
// is of no use.
func (c *checker) allRan(pass *analysis.Pass, names []string) bool {
	return len(c.rules) > 0 && !slices.ContainsFunc(names, func(name string) bool {
		r, category := c.lookup(name)
		if r == nil {
			return true
		}
		_, ran := pass.ResultOf[r.Analyzer]
		return !ran || category != nil && !enabled(r, category)
	})
}

func enabled(r *rule.Rule, c *rule.Category) bool {
	if !c.OptIn() {
		return true
	}
	f := r.Analyzer.Flags.Lookup(c.Flag)
	return f != nil && f.Value.String() == "true"
}

func (c *checker) lookup(name string) (*rule.Rule, *rule.Category) {
	name, category, _ := strings.Cut(name, "/")
	for _, r := range c.rules {
		if r.Name() == name {
			return r, r.Category(category)
		}
	}
	return nil, nil
}
