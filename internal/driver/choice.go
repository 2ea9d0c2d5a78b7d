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
	only     []ruleCategory // nil means everything
	limited  bool           // only is to be heeded, even if empty
	skip     []ruleCategory
	severity rule.Severity
	tests    bool
}

// ruleCategory names a category of a rule, or all of them if category is "".
type ruleCategory struct{ rule, category string }

func (rc ruleCategory) matches(f *report.Finding) bool {
	return rc.rule == f.Rule && (rc.category == "" || rc.category == f.Category)
}

// keeps reports whether f is to be reported.
func (c *choice) keeps(f *report.Finding) bool {
	match := func(rc ruleCategory) bool { return rc.matches(f) }
	return f.Severity >= c.severity &&
		(c.tests || !strings.HasSuffix(f.Pos.File, "_test.go")) &&
		(!c.limited || slices.ContainsFunc(c.only, match)) &&
		!slices.ContainsFunc(c.skip, match)
}

// wants reports whether findings of the named analyzer may be kept.
func (c *choice) wants(analyzer string) bool {
	return !c.limited || slices.ContainsFunc(c.only, func(rc ruleCategory) bool { return rc.rule == analyzer })
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
	resolve := func(flag string, names []string) []ruleCategory {
		var list []ruleCategory
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
	ours := slices.DeleteFunc(slices.Clone(c.only), func(rc ruleCategory) bool { return s.rule(rc.rule) == nil })
	if slices.ContainsFunc(ours, func(rc ruleCategory) bool { return !running[rc.rule] }) {
		for _, rc := range ours {
			o.selection.enabled[rc.rule] = true
		}
	}
	for _, rc := range ours {
		if r := s.rule(rc.rule); rc.category != "" && r.Category(rc.category).OptIn() {
			o.tool = append(o.tool, "-"+rc.rule+"."+r.Category(rc.category).Flag+"=true")
		}
	}
	return c, problems
}

// resolve returns what name stands for: a rule, "rule/category", an analyzer of
// go vet, or the name of a category, which several rules may have.
func (s *Suite) resolve(name string, foreign []string) []ruleCategory {
	ruleName, category, qualified := strings.Cut(name, "/")
	if r := s.rule(ruleName); r != nil && (!qualified || r.Category(category) != nil) {
		return []ruleCategory{{ruleName, category}}
	}
	if qualified {
		return nil
	}
	if slices.Contains(foreign, name) {
		return []ruleCategory{{name, ""}}
	}
	var list []ruleCategory
	for _, r := range s.Rules {
		if r.Category(name) != nil {
			list = append(list, ruleCategory{r.Name(), name})
		}
	}
	return list
}

func (s *Suite) unknownRule(flag, name string, foreign []string) report.Problem {
	names := slices.Clone(foreign)
	for _, r := range s.Rules {
		names = append(names, r.Name())
		for _, c := range r.Categories {
			names = append(names, c.Name, r.Name()+"/"+c.Name)
		}
	}
	message := fmt.Sprintf("unknown rule or category %q", name)
	if near := nearest(name, names); near != "" {
		message += fmt.Sprintf(": did you mean %s?", near)
	} else {
		message += fmt.Sprintf(" (%q lists them)", toolName+" rules")
	}
	return report.Problem{Where: flag, Message: message}
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
