package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Summary counts what is in a report.
type Summary struct {
	Findings int         `json:"findings"`
	Files    int         `json:"files"`    // with findings
	Fixable  int         `json:"fixable"`  // findings that carry a fix
	Hidden   int         `json:"hidden"`   // findings that the baseline hides, not in Findings
	Problems int         `json:"problems"` // what kept a part of the input from being analysed
	Packages int         `json:"packages"` // analysed
	Rules    []RuleCount `json:"rules"`    // most findings first, then by name
}

// A RuleCount says how often one category of a rule was found.
type RuleCount struct {
	Rule     string `json:"rule"`
	Category string `json:"category,omitempty"`
	Findings int    `json:"findings"`
	Fixable  int    `json:"fixable"`
}

// ID is the rule with its category, "rule/category", or the rule alone if the
// finding has no category. It is what the command prints and accepts.
func (f *Finding) ID() string { return joinID(f.Rule, f.Category) }

func joinID(rule, category string) string {
	if category == "" {
		return rule
	}
	return rule + "/" + category
}

// fix returns the fix that -fix would apply: the first, as in every driver.
func (f *Finding) fix() *Fix {
	if len(f.Fixes) == 0 || len(f.Fixes[0].Edits) == 0 {
		return nil
	}
	return &f.Fixes[0]
}

func summarize(r *Report, src *sources) Summary {
	s := Summary{
		Findings: len(r.Findings),
		Hidden:   r.Hidden,
		Problems: len(r.Problems),
		Packages: r.Packages,
		Rules:    []RuleCount{},
	}
	files := make(map[string]bool)
	index := make(map[string]int)
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Pos.File != "" {
			files[src.abs(f.Pos.File)] = true
		}
		id := f.ID()
		at, ok := index[id]
		if !ok {
			at = len(s.Rules)
			index[id] = at
			s.Rules = append(s.Rules, RuleCount{Rule: f.Rule, Category: f.Category})
		}
		s.Rules[at].Findings++
		if f.fix() != nil {
			s.Rules[at].Fixable++
			s.Fixable++
		}
	}
	s.Files = len(files)
	slices.SortFunc(s.Rules, func(a, b RuleCount) int {
		return cmp.Or(cmp.Compare(b.Findings, a.Findings), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Category, b.Category))
	})
	return s
}

// String renders s as one line, "" if there is nothing to say.
func (s Summary) String() string {
	if s.Findings+s.Hidden+s.Problems == 0 {
		return ""
	}
	var b strings.Builder
	if s.Findings == 0 {
		b.WriteString("no findings")
	} else {
		fmt.Fprintf(&b, "%s in %s", count(s.Findings, "finding"), count(s.Files, "file"))
		for i, r := range s.Rules {
			fmt.Fprintf(&b, "%s %s %d", [...]string{":", ","}[min(i, 1)], oneLine(joinID(r.Rule, r.Category)), r.Findings)
		}
	}
	if s.Fixable > 0 {
		fmt.Fprintf(&b, "; %d fixable with -fix", s.Fixable)
	}
	if s.Hidden > 0 {
		fmt.Fprintf(&b, "; %d hidden by the baseline", s.Hidden)
	}
	if s.Problems > 0 {
		fmt.Fprintf(&b, "; %s", count(s.Problems, "problem"))
	}
	return b.String()
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
