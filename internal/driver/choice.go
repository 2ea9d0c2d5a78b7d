package driver

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/report"
	"github.com/asynclint/asynclint/internal/rule"
)

// A choice says which findings are reported.
type choice struct {
	only     []rule.Selector // nil means everything
	limited  bool            // only is to be heeded, even if empty
	skip     []rule.Selector
	severity rule.Severity
	tests    bool
}

// keeps reports whether f is to be reported.
func (c *choice) keeps(f *report.Finding) bool {
	match := func(rc rule.Selector) bool { return rc.Matches(f.Rule, f.Category) }
	return f.Severity >= c.severity &&
		(c.tests || !strings.HasSuffix(f.Pos.File, "_test.go")) &&
		(!c.limited || slices.ContainsFunc(c.only, match)) &&
		!slices.ContainsFunc(c.skip, match)
}

// wants reports whether findings of the named analyzer may be kept.
func (c *choice) wants(analyzer string) bool {
	return !c.limited || slices.ContainsFunc(c.only, func(rc rule.Selector) bool { return rc.Rule == analyzer })
}

// choose turns -only, -skip, -severity and -tests into a choice, and changes
// what o passes to the tool so that all that is chosen is looked for: rules
// that don't run by default and categories that are off by default.
//
// Otherwise the selection is made from the findings of all rules, so that one
// set of cached results serves every selection. Names that nothing has are
// problems; those in foreign are of analyzers of go vet.
func (s *Suite) choose(o *options, foreign []string) (*choice, []report.Problem) {
	c := &choice{limited: len(o.only) > 0, severity: o.severity, tests: o.tests}
	var problems []report.Problem
	resolve := func(flag string, names []string) []rule.Selector {
		var list []rule.Selector
		for _, name := range names {
			found := s.resolve(name, foreign)
			if len(found) == 0 {
				problems = append(problems, s.unknownRule(flag, name, foreign))
			}
			list = append(list, found...)
		}
		return list
	}
	c.only = resolve("-only", o.only)
	c.skip = resolve("-skip", o.skip)

	running := make(map[string]bool)
	for _, a := range s.reporters(o.selection) {
		running[a.Name] = true
	}
	ours := slices.DeleteFunc(slices.Clone(c.only), func(rc rule.Selector) bool { return s.rule(rc.Rule) == nil })
	if slices.ContainsFunc(ours, func(rc rule.Selector) bool { return !running[rc.Rule] }) {
		for _, rc := range ours {
			o.selection.enabled[rc.Rule] = true
		}
	}
	for _, rc := range ours {
		if r := s.rule(rc.Rule); rc.Category != "" && r.Category(rc.Category).OptIn() {
			o.tool = append(o.tool, "-"+rc.Rule+"."+r.Category(rc.Category).Flag+"=true")
		}
	}
	return c, problems
}

// resolve returns what name stands for: what the suite calls so, or an analyzer
// of go vet.
func (s *Suite) resolve(name string, foreign []string) []rule.Selector {
	if s.rule(name) == nil && slices.Contains(foreign, name) {
		return []rule.Selector{{Rule: name}}
	}
	return rule.Resolve(s.Rules, name)
}

func (s *Suite) unknownRule(flag, name string, foreign []string) report.Problem {
	return report.Problem{Where: flag, Message: rule.Unknown(s.Rules, name, foreign...)}
}

// toolFlags returns the flags for the tool that o asks for.
func (s *Suite) toolFlags(o *options) []string {
	flags := []string{"-" + unitAnalyzer.Name + "=true"}
	for _, a := range s.universe() {
		if on, ok := o.selection.enabled[a.Name]; ok {
			flags = append(flags, fmt.Sprintf("-%s=%t", a.Name, on))
		}
	}
	return append(flags, o.tool...)
}
