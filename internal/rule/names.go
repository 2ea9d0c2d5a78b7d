package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/nearest"
)

// A Selector names a category of a rule, or all of them if Category is "".
type Selector struct{ Rule, Category string }

// Matches reports whether s names the category of the rule.
func (s Selector) Matches(rule, category string) bool {
	return s.Rule == rule && (s.Category == "" || s.Category == category)
}

// Find returns the rule with the given name, nil if there is none.
func Find(rules []*Rule, name string) *Rule {
	if i := slices.IndexFunc(rules, func(r *Rule) bool { return r.Name() == name }); i >= 0 {
		return rules[i]
	}
	return nil
}

// Resolve returns what a user means by name: a rule, "rule/category", or the name
// of a category, which several rules may have. It is empty if nothing is called
// so.
func Resolve(rules []*Rule, name string) []Selector {
	ruleName, category, qualified := strings.Cut(name, "/")
	if r := Find(rules, ruleName); r != nil && (!qualified || r.Category(category) != nil) {
		return []Selector{{ruleName, category}}
	}
	if qualified {
		return nil
	}
	var list []Selector
	for _, r := range rules {
		if r.Category(name) != nil {
			list = append(list, Selector{r.Name(), name})
		}
	}
	return list
}

// Unknown says in a line that neither the rules nor others have the name, and
// which may have been meant.
func Unknown(rules []*Rule, name string, others ...string) string {
	names := slices.Clone(others)
	for _, r := range rules {
		names = append(names, r.Name())
		for _, c := range r.Categories {
			names = append(names, c.Name, r.Name()+"/"+c.Name)
		}
	}
	message := fmt.Sprintf("unknown rule or category %q", name)
	if near := nearest.Name(name, names); near != "" {
		return message + fmt.Sprintf(": did you mean %s?", near)
	}
	return message + ` ("asynclint rules" lists them)`
}
