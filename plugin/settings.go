package plugin

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/nearest"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
)

// Settings are what a golangci-lint configuration can say. Keys that are not
// among them are refused.
type Settings struct {
	// Enable names rules and categories ("rule/category") to be reported besides
	// those that are by default.
	Enable []string `json:"enable"`

	// Disable names rules and categories that are not to be reported. It wins
	// over Enable.
	Disable []string `json:"disable"`

	// Options holds the flags of rules, by rule and by the flag's name:
	// {"lostgoerror": {"tests": true}}.
	Options map[string]map[string]any `json:"options"`

	// API says what functions do whose source can't be given a directive.
	API API `json:"api"`
}

// API holds rows of the API model. Functions are written as in the flags
// of apimodel: path.Func, (path.Type).Method, (*path.Type).Method.
type API struct {
	Blocks      []string `json:"blocks"`      // functions that keep their caller waiting
	NonBlocking []string `json:"nonblocking"` // functions that don't, although the model says so
	EventLoop   []string `json:"eventloop"`   // functions that run on an event loop; with #N, parameters that do
	Inferred    bool     `json:"inferred"`    // heed rows that were inferred from the source, too
}

// A choice says what is reported.
type choice struct {
	runs   map[string]bool // by rule
	hidden []rule.Selector
}

// hides reports whether the category of the rule is not to be reported.
func (c *choice) hides(name, category string) bool {
	return slices.ContainsFunc(c.hidden, func(s rule.Selector) bool { return s.Matches(name, category) })
}

// choose checks the settings, sets the flags of the analyzers by them, and
// returns what is to be reported.
func (s *Settings) choose(rules []*rule.Rule) (*choice, error) {
	c := &choice{runs: make(map[string]bool)}
	for _, r := range rules {
		c.runs[r.Name()] = r.Default
	}
	enabled, err := resolve(rules, "enable", s.Enable)
	if err != nil {
		return nil, err
	}
	if c.hidden, err = resolve(rules, "disable", s.Disable); err != nil {
		return nil, err
	}
	for _, e := range enabled {
		r := rule.Find(rules, e.Rule)
		if !c.runs[e.Rule] && e.Category != "" {
			c.hidden = append(c.hidden, others(r, enabled)...)
		}
		c.runs[e.Rule] = true
		if category := r.Category(e.Category); category != nil && category.OptIn() {
			if err := r.Analyzer.Flags.Set(category.Flag, "true"); err != nil {
				return nil, fmt.Errorf("enable %s/%s: %w", e.Rule, e.Category, err)
			}
		}
	}
	for _, h := range c.hidden {
		if h.Category == "" {
			c.runs[h.Rule] = false
		}
	}
	if err := s.setOptions(rules); err != nil {
		return nil, err
	}
	return c, s.API.set(apimodel.Analyzer)
}

// others returns the categories of r that are not named, for a rule that runs
// for the sake of those which are.
func others(r *rule.Rule, named []rule.Selector) []rule.Selector {
	var list []rule.Selector
	for _, c := range r.Categories {
		if !slices.ContainsFunc(named, func(s rule.Selector) bool { return s.Matches(r.Name(), c.Name) }) {
			list = append(list, rule.Selector{Rule: r.Name(), Category: c.Name})
		}
	}
	return list
}

func resolve(rules []*rule.Rule, key string, names []string) ([]rule.Selector, error) {
	var list []rule.Selector
	for _, name := range names {
		found := rule.Resolve(rules, name)
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: %s", key, rule.Unknown(rules, name))
		}
		list = append(list, found...)
	}
	return list, nil
}

func (s *Settings) setOptions(rules []*rule.Rule) error {
	for _, name := range slices.Sorted(maps.Keys(s.Options)) {
		r := rule.Find(rules, name)
		if r == nil {
			return fmt.Errorf("options: %s", rule.Unknown(rules, name))
		}
		for _, option := range slices.Sorted(maps.Keys(s.Options[name])) {
			if err := setFlag(r.Analyzer, option, s.Options[name][option]); err != nil {
				return fmt.Errorf("options: %s: %w", name, err)
			}
		}
	}
	return nil
}

// setFlag sets a flag of a to what was read from JSON: a truth value, a number, a
// string or a list of these.
func setFlag(a *analysis.Analyzer, name string, value any) error {
	if a.Flags.Lookup(name) == nil {
		var names []string
		a.Flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		if near := nearest.Name(name, names); near != "" {
			return fmt.Errorf("unknown option %q: did you mean %s?", name, near)
		}
		if len(names) == 0 {
			return fmt.Errorf("unknown option %q: it has none", name)
		}
		return fmt.Errorf("unknown option %q: it has %s", name, strings.Join(names, ", "))
	}
	text, err := flagText(value)
	if err == nil {
		err = a.Flags.Set(name, text)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func flagText(value any) (string, error) {
	switch v := value.(type) {
	case bool, string:
		return fmt.Sprint(v), nil
	case float64: // any number of JSON
		if v == float64(int64(v)) {
			return fmt.Sprint(int64(v)), nil
		}
		return fmt.Sprint(v), nil
	case []any:
		texts := make([]string, len(v))
		for i := range v {
			if _, nested := v[i].([]any); nested {
				return "", errors.New("want a list of words")
			}
			var err error
			if texts[i], err = flagText(v[i]); err != nil {
				return "", err
			}
		}
		return strings.Join(texts, ","), nil
	}
	return "", fmt.Errorf("want true, false, a number, a word or a list of words, not %v", value)
}

// set sets the flags of the API model.
func (api *API) set(model *analysis.Analyzer) error {
	for _, list := range []struct {
		flag    string
		symbols []string
	}{{"blocks", api.Blocks}, {"nonblocking", api.NonBlocking}, {"eventloop", api.EventLoop}} {
		if len(list.symbols) == 0 {
			continue
		}
		if err := model.Flags.Set(list.flag, strings.Join(list.symbols, ",")); err != nil {
			return fmt.Errorf("api: %s: %w", list.flag, err)
		}
	}
	if !api.Inferred {
		return nil
	}
	return model.Flags.Set("inferred", "true")
}
