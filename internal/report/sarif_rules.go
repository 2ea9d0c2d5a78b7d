package report

import (
	"go/doc/comment"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/asynclint/asynclint/internal/rule"
)

// ruleTable is the rule table of a SARIF run: the categories of the report's
// rules, then what findings need beyond them.
type ruleTable struct {
	known map[string]*rule.Rule
	ids   map[string]int
	rules []sarifRule
}

func newRuleTable(r *Report) *ruleTable {
	t := &ruleTable{known: make(map[string]*rule.Rule), ids: make(map[string]int), rules: []sarifRule{}}
	for i := range r.Rules {
		known := &r.Rules[i]
		t.known[known.Name()] = known
		for j := range known.Categories {
			t.add(describe(known, &known.Categories[j]))
		}
	}
	return t
}

func (t *ruleTable) add(r sarifRule) int {
	at, ok := t.ids[r.ID]
	if !ok {
		at = len(t.rules)
		t.ids[r.ID] = at
		t.rules = append(t.rules, r)
	}
	return at
}

// index returns the index of the finding's rule, which it adds if need be.
func (t *ruleTable) index(f *Finding) int {
	if at, ok := t.ids[f.ID()]; ok {
		return at
	}
	if known := t.known[f.Rule]; known != nil {
		c := rule.Category{Name: f.Category, Summary: known.Summary(), Severity: f.Severity}
		return t.add(describe(known, &c))
	}
	return t.add(foreign(f))
}

// describe describes a category of a rule that we know.
func describe(r *rule.Rule, c *rule.Category) sarifRule {
	doc, markdown := documentation(r.Analyzer.Doc)
	page := rule.URL(r.Name())
	if c.Name != "" {
		page += "#" + c.Name
	}
	precision := "high"
	if !r.Default || c.OptIn() {
		precision = "medium"
	}
	full := capital(r.Summary())
	if c.Summary != r.Summary() {
		full += ": " + c.Summary
	}
	out := sarifRule{
		ID:                   joinID(r.Name(), c.Name),
		Name:                 pascal(r.Name(), c.Name),
		ShortDescription:     sarifText{Text: limit(capital(c.Summary))},
		FullDescription:      sarifText{Text: limit(strings.TrimSuffix(full, ".") + ".")},
		HelpURI:              page,
		Help:                 sarifText{Text: doc + "\n\n" + page, Markdown: markdown + "\n\n[More about this rule](" + page + ")"},
		DefaultConfiguration: sarifConfig{Level: level(c.Severity)},
		Properties: &sarifProperties{
			Tags:      []string{"concurrency"},
			Precision: precision,
			Severity:  problemSeverity(c.Severity),
		},
	}
	if r.Family != "" {
		out.Properties.Tags = append(out.Properties.Tags, strings.ReplaceAll(string(r.Family), " ", "-"))
	}
	return out
}

// foreign describes a rule by what its finding says of it.
func foreign(f *Finding) sarifRule {
	id := f.ID()
	help := "See the documentation of " + id + "."
	if f.URL != "" {
		help = "See " + f.URL
	}
	return sarifRule{
		ID:                   id,
		Name:                 pascal(f.Rule, f.Category),
		ShortDescription:     sarifText{Text: limit(id)},
		FullDescription:      sarifText{Text: limit("A finding of " + id + ".")},
		HelpURI:              f.URL,
		Help:                 sarifText{Text: help},
		DefaultConfiguration: sarifConfig{Level: level(f.Severity)},
		Properties:           &sarifProperties{Severity: problemSeverity(f.Severity)},
	}
}

// documentation renders an analyzer's documentation, a Go doc comment.
func documentation(doc string) (text, markdown string) {
	var p comment.Parser
	parsed := p.Parse(doc)
	pr := comment.Printer{
		HeadingLevel: 3,
		HeadingID:    func(*comment.Heading) string { return "" }, // no {#ids}, which GitHub shows
	}
	return strings.TrimSpace(string(pr.Text(parsed))), strings.TrimSpace(string(pr.Markdown(parsed)))
}

func problemSeverity(s rule.Severity) string {
	switch s {
	case rule.Error:
		return "error"
	case rule.Warning:
		return "warning"
	default:
		return "recommendation"
	}
}

// pascal makes a name of rule and category. It is "" for a single word: a name
// has to differ from the id by more than case.
func pascal(rule, category string) string {
	var b strings.Builder
	for _, name := range []string{rule, category} {
		for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			b.WriteString(capital(word))
		}
	}
	if strings.EqualFold(b.String(), joinID(rule, category)) {
		return ""
	}
	return b.String()
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// maxDescription is the length at which code scanning cuts descriptions.
const maxDescription = 1024

func limit(s string) string {
	runes := []rune(s)
	if len(runes) <= maxDescription {
		return s
	}
	return string(runes[:maxDescription-1]) + "…"
}
