// Package rule describes analyzers to their readers: the command's "rules" and
// "explain", the generated pages, SARIF's rule table. An analyzer's logic never
// depends on it.
package rule

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A Family is one of the things that asynchronous code takes away from
// structured code.
type Family string

// The families of the hazard catalogue.
const (
	VanishingErrors  Family = "errors that vanish"
	LeakingResources Family = "resources that leak"
	EventLoops       Family = "the loop you do not own"
	BackPressure     Family = "back pressure that is gone"
	LostCausality    Family = "causality that is lost"
	Cancellation     Family = "cancellation that does not arrive"
	Housekeeping     Family = "housekeeping"
)

// A Severity says how much a finding matters. The zero value is Info.
type Severity int

// The severities, in rising order.
const (
	Info    Severity = iota // worth knowing
	Warning                 // likely harm, or harm under load
	Error                   // certain harm: a hang, a leak, a lost failure
)

var severityNames = [...]string{Info: "info", Warning: "warning", Error: "error"}

func (s Severity) String() string {
	if s < 0 || int(s) >= len(severityNames) {
		return fmt.Sprintf("Severity(%d)", int(s))
	}
	return severityNames[s]
}

// MarshalText renders s by name, for JSON reports.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText parses a name written by MarshalText.
func (s *Severity) UnmarshalText(text []byte) error {
	v, err := ParseSeverity(string(text))
	if err == nil {
		*s = v
	}
	return err
}

// ParseSeverity returns the severity with the given name.
func ParseSeverity(name string) (Severity, error) {
	for i, n := range severityNames {
		if n == name {
			return Severity(i), nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q: want info, warning or error", name)
}

// A Category is one pattern of an analyzer: the unit that users select, and
// the Category of its diagnostics.
type Category struct {
	Name     string // as in analysis.Diagnostic.Category, e.g. "go-result"
	Summary  string // one line, lower case, no trailing period
	Severity Severity

	// Flag is the analyzer's boolean flag that turns the category on, "" if it
	// is on by default.
	Flag string

	// HasFix reports whether findings of this category can carry a fix.
	HasFix bool
}

// OptIn reports whether c is off unless asked for.
func (c Category) OptIn() bool { return c.Flag != "" }

// A Rule is an analyzer and what is said about it.
type Rule struct {
	Analyzer   *analysis.Analyzer
	Family     Family
	Categories []Category // in the order of the page

	// Default reports whether the analyzer runs without being asked for.
	Default bool
}

// Name is the rule's name: its analyzer's.
func (r *Rule) Name() string { return r.Analyzer.Name }

// Summary is the first line of the analyzer's documentation.
func (r *Rule) Summary() string {
	summary, _, _ := strings.Cut(r.Analyzer.Doc, "\n")
	return summary
}

// Category returns the category with the given name, nil if there is none.
func (r *Rule) Category(name string) *Category {
	for i := range r.Categories {
		if r.Categories[i].Name == name {
			return &r.Categories[i]
		}
	}
	return nil
}

const docsURL = "https://github.com/asynclint/asynclint/blob/main/docs/"

// URL is the address of the rule's page on the web.
func URL(name string) string { return docsURL + "rules/" + name + ".md" }

// PassURL is the address of the page about a pass that users give directives
// or flags to.
func PassURL(name string) string { return docsURL + name + ".md" }

// Doc returns the documentation of the named analyzer, which is the section
// "# Analyzer NAME" of the package comment in content, a Go file, from after
// "NAME:" to the next "# " heading. It is "" if there is none, which the
// registry's tests refuse: an analyzer must not panic on start-up.
//
// It runs for every analyzer whenever the tool starts, once per package, so it
// scans the lines of the comment, which must begin the file, and parses nothing.
func Doc(content, name string) string {
	var section strings.Builder
	section.Grow(len(content))
	inside := false
	for line := range strings.Lines(content) {
		text, ok := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "//")
		if !ok {
			break // the comment ends with the package clause
		}
		text = strings.TrimPrefix(text, " ")
		if heading, ok := strings.CutPrefix(text, "# "); ok {
			inside = heading == "Analyzer "+name
			continue
		}
		if inside {
			section.WriteString(text)
			section.WriteByte('\n')
		}
	}
	body, ok := strings.CutPrefix(strings.TrimSpace(section.String()), name+":")
	if !ok {
		return ""
	}
	return strings.TrimSpace(body)
}
