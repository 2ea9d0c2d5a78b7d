package main

import (
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/rule"
)

// The sections that a rule's documentation may have, in the order of the page.
const (
	decides  = "How it decides"
	options  = "Options"
	fixes    = "Fix and its safety"
	when     = "When not to use it"
	problems = "Known problems"
	related  = "Related rules"
)

// required are the sections that the documentation must have.
var required = []string{decides, when, problems}

var sections = []string{decides, options, fixes, when, problems, related}

// rulePage returns the page of r, one of rules.
func rulePage(r *rule.Rule, rules []*rule.Rule, found *findings) (string, error) {
	doc, err := splitDoc(r)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, notice+"# %s\n\n%s\n\n", r.Name(), sentence(r.Summary()))
	b.WriteString(standing(r))
	b.WriteString(doc.intro)
	b.WriteString("\n" + categoryTable(r))
	for i := range r.Categories {
		c := &r.Categories[i]
		fmt.Fprintf(&b, "\n## %s\n\n", c.Name)
		if text := doc.categories[c.Name]; text != "" {
			b.WriteString(text + "\n")
		} else {
			b.WriteString(sentence(c.Summary) + "\n\n")
		}
		if c.OptIn() {
			fmt.Fprintf(&b, "Off by default; %s turns it on.\n\n", quote(fmt.Sprintf("-%s.%s", r.Name(), c.Flag)))
		}
		ex, err := found.example(r, c)
		if err != nil {
			return "", err
		}
		b.WriteString(ex.markdown())
	}
	for _, name := range sections {
		text := doc.sections[name]
		switch name {
		case options:
			text = join(text, optionTable(r))
		case fixes:
			if text == "" && !slices.ContainsFunc(r.Categories, func(c rule.Category) bool { return c.HasFix }) {
				text = "There is no automatic fix.\n"
			}
		case related:
			text = link(text, r, rules)
		}
		if text != "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s", name, text)
		}
	}
	b.WriteString("\n" + suppressing(r))
	return b.String(), nil
}

// join puts a blank line between a and b, where there are both.
func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}

// sentence makes a summary, which starts in lower case and has no period, a
// sentence.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return inline(strings.ToUpper(s[:1])+s[1:]) + "."
}

// standing says in one line where the rule belongs and whether it runs.
func standing(r *rule.Rule) string {
	runs := "on by default"
	if !r.Default {
		runs = "off by default (" + quote("-only "+r.Name()) + " runs it)"
	}
	return fmt.Sprintf("Family: %s · %s\n\n", r.Family, runs)
}

// A docText is the documentation of an analyzer in parts, as Markdown.
type docText struct {
	intro      string
	categories map[string]string
	sections   map[string]string
}

var sectionLine = regexp.MustCompile(`(?m)^## (.+)$`)

// splitDoc takes the documentation of r apart: after the summary, what belongs
// to the rule as a whole, then the paragraphs about each category, the first
// of which begins with the category's name, then the sections.
func splitDoc(r *rule.Rule) (*docText, error) {
	_, text, _ := strings.Cut(r.Analyzer.Doc, "\n")
	doc := &docText{categories: make(map[string]string), sections: make(map[string]string)}
	heads := sectionLine.FindAllStringSubmatchIndex(text, -1)
	for i, h := range heads {
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		name := strings.TrimSpace(text[h[2]:h[3]])
		if !slices.Contains(sections, name) {
			return nil, fmt.Errorf("section %q of the documentation is none of %q", name, sections)
		}
		if doc.sections[name] != "" {
			return nil, fmt.Errorf("section %q occurs twice in the documentation", name)
		}
		if doc.sections[name] = markdown(text[h[1]:end]); doc.sections[name] == "" {
			return nil, fmt.Errorf("section %q of the documentation is empty", name)
		}
	}
	for _, name := range required {
		if doc.sections[name] == "" {
			return nil, fmt.Errorf("the documentation has no section %q", name)
		}
	}
	preamble := text
	if len(heads) > 0 {
		preamble = text[:heads[0][0]]
	}
	parts := make(map[string]string)
	current := ""
	for block := range strings.SplitSeq(strings.Trim(preamble, "\n"), "\n\n") {
		if c, rest := leadingCategory(r, block); c != "" {
			current, block = c, rest
		}
		parts[current] += block + "\n\n"
	}
	for name, text := range parts {
		doc.categories[name] = markdown(text)
	}
	doc.intro = doc.categories[""]
	if doc.intro == "" {
		return nil, fmt.Errorf("the documentation does not say what the rule is about and why it matters")
	}
	return doc, nil
}

// leadingCategory returns the category whose name begins the block, and the
// block without a name that is followed by a colon.
func leadingCategory(r *rule.Rule, block string) (string, string) {
	for _, c := range r.Categories {
		rest, ok := strings.CutPrefix(block, c.Name)
		if !ok {
			continue
		}
		if text, ok := strings.CutPrefix(rest, ":"); ok {
			text = strings.TrimSpace(text)
			return c.Name, strings.ToUpper(text[:min(1, len(text))]) + text[min(1, len(text)):]
		}
		if strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\n") {
			return c.Name, block
		}
	}
	return "", block
}

func categoryTable(r *rule.Rule) string {
	var b strings.Builder
	b.WriteString("| category | finds | severity | default | fix |\n| --- | --- | --- | --- | --- |\n")
	for _, c := range r.Categories {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s |\n", c.Name, c.Name, cell(c.Summary), c.Severity, onOff(r, c), yesNo(c.HasFix))
	}
	return b.String()
}

func onOff(r *rule.Rule, c rule.Category) string {
	if !r.Default || c.OptIn() {
		return "opt-in"
	}
	return "on"
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func (ex *example) markdown() string {
	var b strings.Builder
	b.WriteString(fence("go", ex.bad.body))
	b.WriteString("\nasynclint reports:\n\n")
	var text strings.Builder
	for i, f := range ex.findings {
		if i > 0 {
			text.WriteByte('\n')
		}
		text.WriteString(ex.bad.excerpt(f.at, f.message))
		for _, rel := range f.related {
			if rel.at.pos.Filename == f.at.pos.Filename {
				text.WriteString(indent(ex.bad.excerpt(rel.at, rel.message)))
			}
		}
	}
	b.WriteString(fence("text", text.String()))
	b.WriteString("\nWrite instead:\n\n" + fence("go", ex.good.body))
	if ex.fixed != nil {
		b.WriteString("\nThe fix:\n\n" + fence("diff", diff(ex.bad.text, ex.fixed.text)))
	}
	return b.String()
}

// indent sets the evidence for a finding off from it.
func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n    ") + "\n"
}

// optionTable lists the flags of r, "" if there are none.
func optionTable(r *rule.Rule) string {
	var b strings.Builder
	r.Analyzer.Flags.VisitAll(func(f *flag.Flag) {
		if b.Len() == 0 {
			b.WriteString("| flag | default | meaning |\n| --- | --- | --- |\n")
		}
		_, usage := flag.UnquoteUsage(f)
		value := f.DefValue
		if value == "" {
			value = "empty"
		} else {
			value = quote(value)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", quote(fmt.Sprintf("-%s.%s", r.Name(), f.Name)), value, cell(usage))
	})
	return b.String()
}

// link turns the names of other rules in text into links to their pages, and
// that of the folder about frameworks' loops into one to its index.
func link(text string, r *rule.Rule, rules []*rule.Rule) string {
	for _, other := range rules {
		if other.Name() != r.Name() {
			name := regexp.MustCompile("`?\\b" + other.Name() + "\\b`?")
			text = name.ReplaceAllString(text, fmt.Sprintf("[%s](%s.md)", other.Name(), other.Name()))
		}
	}
	return strings.ReplaceAll(text, "docs/loops", "[docs/loops](../loops/README.md)")
}

func suppressing(r *rule.Rule) string {
	name := r.Name()
	first := name + "/" + r.Categories[0].Name
	return "## How to suppress\n\n" +
		"Where a finding is right about the code but the code is meant to be so, say why, on the line of the finding, alone on the\n" +
		"line before it, or in the comment of the declaration around it (see [directives](../directives.md)):\n\n" +
		fence("go", "//asynclint:ignore "+first+" -- REASON") +
		"\nThe name of the rule alone stands for all its categories. " +
		fmt.Sprintf("`asynclint -skip %s` or `-skip %s` leaves the rule\n", name, first) +
		"or the category out of a run; with `go vet -vettool` it is " + quote("-"+name+"=false") + ", for the rule alone. `-write-baseline FILE`, later\n" +
		"`-baseline FILE`, parks the findings that there are today.\n"
}
