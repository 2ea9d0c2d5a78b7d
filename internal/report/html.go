package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/rule"
)

//go:embed page.tmpl
var pageTemplate string

// writeHTML writes one page that needs nothing but itself: no other files, no
// network, and its script only to filter.
func writeHTML(w io.Writer, r *Report, src *sources) error {
	t, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return err
	}
	b := &pageBuilder{report: r, src: src, tokens: make(map[*source][]tokenSpan)}
	return t.Execute(w, b.page())
}

// The page's data, as the template sees it.
type (
	page struct {
		Tool       Tool
		Summary    Summary
		Severities []severityCount
		Problems   []Problem
		Rules      []ruleGroup
		Packages   []packageGroup
	}
	severityCount struct {
		Name  string
		Label string
		Count int
	}
	ruleGroup struct {
		ID       string
		Severity string // the highest among the findings
		Summary  string
		URL      string
		Findings []pageFinding
	}
	packageGroup struct {
		Anchor   string
		Path     string
		Findings []pageFinding
	}
	pageFinding struct {
		Anchor   string
		ID       string
		Where    string
		Severity string
		Message  string
		URL      string
		Listings []listing
		Notes    []note // evidence whose source isn't there
		Fix      string
		Diffs    []fixDiff
		Search   string // what the text filter looks at
	}
	fixDiff struct {
		File  string
		Lines []diffLine
	}
)

type pageBuilder struct {
	report *Report
	src    *sources
	tokens map[*source][]tokenSpan
}

func (b *pageBuilder) page() page {
	r := b.report
	p := page{Tool: r.Tool, Summary: summarize(r, b.src), Problems: r.Problems}
	rules := make(map[string]*ruleGroup)
	packages := make(map[string]*packageGroup)
	severities := make(map[rule.Severity]int)
	highest := make(map[string]rule.Severity)
	for i := range r.Findings {
		f := &r.Findings[i]
		shown := b.finding(i, f)
		severities[f.Severity]++

		rg := rules[shown.ID]
		if rg == nil {
			rg = &ruleGroup{ID: shown.ID, Summary: b.summaryOf(f)}
			rules[shown.ID] = rg
			highest[shown.ID] = f.Severity
		}
		rg.URL = cmp.Or(rg.URL, f.URL)
		highest[shown.ID] = max(highest[shown.ID], f.Severity)
		rg.Severity = highest[shown.ID].String()
		rg.Findings = append(rg.Findings, shown)

		pg := packages[f.Package]
		if pg == nil {
			pg = &packageGroup{Path: cmp.Or(f.Package, "(no package)")}
			packages[f.Package] = pg
		}
		pg.Findings = append(pg.Findings, shown)
	}
	for _, c := range p.Summary.Rules { // most findings first
		p.Rules = append(p.Rules, *rules[joinID(c.Rule, c.Category)])
	}
	for _, pg := range packages {
		p.Packages = append(p.Packages, *pg)
	}
	slices.SortFunc(p.Packages, func(x, y packageGroup) int { return cmp.Compare(x.Path, y.Path) })
	for i := range p.Packages {
		p.Packages[i].Anchor = fmt.Sprintf("p%d", i+1)
	}
	for _, s := range []rule.Severity{rule.Error, rule.Warning, rule.Info} {
		if n := severities[s]; n > 0 {
			label := s.String()
			if n > 1 && s != rule.Info {
				label += "s"
			}
			p.Severities = append(p.Severities, severityCount{s.String(), label, n})
		}
	}
	return p
}

// summaryOf says in one line what the finding's category is, "" if unknown.
func (b *pageBuilder) summaryOf(f *Finding) string {
	for i := range b.report.Rules {
		if r := &b.report.Rules[i]; r.Name() == f.Rule {
			if c := r.Category(f.Category); c != nil {
				return c.Summary
			}
			return r.Summary()
		}
	}
	return ""
}

func (b *pageBuilder) finding(i int, f *Finding) pageFinding {
	out := pageFinding{
		Anchor:   fmt.Sprintf("f%d", i+1),
		ID:       f.ID(),
		Where:    visible(f.Pos.in(b.src.slash(f.Pos.File))),
		Severity: f.Severity.String(),
		Message:  visible(f.Message),
		URL:      f.URL,
	}
	out.Search = strings.ToLower(strings.Join([]string{out.ID, out.Where, out.Message, f.Package}, " "))

	marks := []mark{{file: f.Pos.File, pos: f.Pos, end: f.End}}
	for n, rel := range f.Related {
		where := visible(rel.Pos.in(b.src.slash(rel.Pos.File)))
		marks = append(marks, mark{file: rel.Pos.File, pos: rel.Pos, end: rel.End, note: note{Number: n + 1, Where: where, Text: visible(rel.Message)}})
	}
	var files []string
	byFile := make(map[string][]mark)
	for _, m := range marks {
		if _, ok := b.src.file(m.file).line(m.pos.Line); !ok {
			if m.note.Number > 0 {
				out.Notes = append(out.Notes, m.note)
			}
			continue
		}
		if byFile[m.file] == nil {
			files = append(files, m.file)
		}
		byFile[m.file] = append(byFile[m.file], m)
	}
	for _, name := range files {
		l := b.listing(name, byFile[name])
		if name == f.Pos.File {
			l.File = "" // named above it already
		}
		out.Listings = append(out.Listings, l)
	}
	if fix := f.fix(); fix != nil {
		out.Fix = visible(fix.Message)
		out.Diffs = b.diffs(fix)
	}
	return out
}

// diffs shows a fix file by file; nothing if any of it doesn't fit.
func (b *pageBuilder) diffs(fix *Fix) []fixDiff {
	var files []string
	byFile := make(map[string][]Edit)
	for _, e := range fix.Edits {
		if byFile[e.File] == nil {
			files = append(files, e.File)
		}
		byFile[e.File] = append(byFile[e.File], e)
	}
	var out []fixDiff
	for _, name := range files {
		lines := preview(b.src.file(name), byFile[name])
		if lines == nil {
			return nil
		}
		for i := range lines {
			lines[i].Text = visible(lines[i].Text)
		}
		out = append(out, fixDiff{b.src.slash(name), lines})
	}
	return out
}
