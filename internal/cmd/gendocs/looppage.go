package main

import (
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// loopPage returns the page about the loops of a module.
func loopPage(m *loopModule) string {
	var b strings.Builder
	title := m.path
	if title == "std" {
		title = "The standard library"
	}
	b.WriteString(notice + "# " + escape(title) + "\n\n")
	b.WriteString(m.intro())
	for _, section := range sectionsOf(m.callbacks) {
		fmt.Fprintf(&b, "\n## %s\n", heading(section[0].loop.Loop))
		for _, v := range section {
			b.WriteString("\n" + m.variant(v))
		}
	}
	if len(m.negatives) > 0 {
		b.WriteString("\n## No loops\n\nWhat looks like a callback of a loop and is none, so that it may wait, with the goroutine that it runs on:\n\n")
		for _, n := range m.negatives {
			where := entry(&apimodel.Callback{Shape: n.Shape, Param: n.Param}) + " " + m.symbol(n.Source, n.Symbol)
			fmt.Fprintf(&b, "- %s: %s (%s, %s)\n", sentenceCase(where), prose(n.RunsOn), prose(n.Why), sourceRef(n.Source, n.Source.Decl))
		}
	}
	return b.String()
}

func (m *loopModule) intro() string {
	var b strings.Builder
	versions := strings.Join(m.versions, " and ")
	if m.path == "std" {
		fmt.Fprintf(&b, "Looked up in %s;", versions)
	} else {
		newest := m.versions[len(m.versions)-1]
		fmt.Fprintf(&b, "Looked up in %s ([documentation](https://pkg.go.dev/%s@%s));", versions, m.path, newest)
	}
	b.WriteString(" what [loopblock](../rules/loopblock.md) and [loopdeadlock](../rules/loopdeadlock.md) go by.\n" +
		"There are pages of [other modules](README.md) too.\n")
	for _, l := range m.legacy {
		fmt.Fprintf(&b, "\nThe same holds for `%s`, an older path of it", l.Path)
		if missing := m.missing(l); len(missing) > 0 {
			fmt.Fprintf(&b, ", which has no %s", quoteAll(missing))
		}
		b.WriteString(".\n")
	}
	if len(m.programs) > 0 {
		var links []string
		for _, folder := range m.programs {
			links = append(links, fmt.Sprintf("[test/frameworks/%s](../../test/frameworks/%s)", folder, folder))
		}
		fmt.Fprintf(&b, "\nPrograms that build against it, and say what is found in them: %s.\n", strings.Join(links, ", "))
	}
	return b.String()
}

// missing returns what an older path of the module lacks of what is on its page.
func (m *loopModule) missing(l legacyModule) []string {
	return slices.DeleteFunc(slices.Clone(l.Missing), func(name string) bool {
		is := func(s apimodel.Symbol) bool { return strings.TrimPrefix(s.Recv+"."+s.Name, ".") == name }
		return !slices.ContainsFunc(m.callbacks, func(c apimodel.Callback) bool { return is(c.Symbol) }) &&
			!slices.ContainsFunc(m.negatives, func(n apimodel.Negative) bool { return is(n.Symbol) })
	})
}

// A variant is what holds alike for several places: rows that differ in the
// place and its evidence only.
type variant struct {
	loop   apimodel.Callback // without place and evidence
	places []apimodel.Callback
}

// sectionsOf returns the variants of rows, those of one loop together, in the
// order in which they come first.
func sectionsOf(rows []apimodel.Callback) [][]*variant {
	var sections [][]*variant
	for _, row := range rows {
		loop := row
		loop.Symbol, loop.Shape, loop.Param, loop.Result, loop.Interface = apimodel.Symbol{}, 0, 0, 0, false
		loop.Evidence, loop.Source, loop.Confidence = "", apimodel.Source{}, min(loop.Confidence, apimodel.FromSource)
		i := slices.IndexFunc(sections, func(s []*variant) bool { return s[0].loop.Loop == loop.Loop })
		if i < 0 {
			i = len(sections)
			sections = append(sections, nil)
		}
		j := slices.IndexFunc(sections[i], func(v *variant) bool { return reflect.DeepEqual(v.loop, loop) })
		if j < 0 {
			j = len(sections[i])
			sections[i] = append(sections[i], &variant{loop: loop})
		}
		sections[i][j].places = append(sections[i][j].places, row)
	}
	return sections
}

// variant renders where functions of ours come to run on a loop, and what that
// means for them.
func (m *loopModule) variant(v *variant) string {
	var b strings.Builder
	for _, group := range m.groups(v.places) {
		b.WriteString(sentenceCase(group) + "\n\n")
	}
	b.WriteString("- " + consequence(&v.loop) + "\n")
	if v.loop.Offload != "" {
		b.WriteString("- Instead: " + prose(v.loop.Offload) + "\n")
	}
	if v.loop.When != "" {
		b.WriteString("- Only if: " + prose(v.loop.When) + "\n")
	}
	for _, group := range m.forbidden(&v.loop, v.places[0].Source) {
		b.WriteString("- " + group + "\n")
	}
	if v.loop.ForbiddenNote != "" {
		b.WriteString("- Note: " + prose(v.loop.ForbiddenNote) + "\n")
	}
	if v.loop.Confidence == apimodel.Inferred {
		b.WriteString("- This is inferred from how the API is shaped and used, and counts with [`-apimodel.inferred`](../apimodel.md) only\n")
	}
	return b.String()
}

// heading renders what a row says of a loop as the title of a section.
func heading(loop string) string {
	if first, _, _ := strings.Cut(loop, " "); strings.ToLower(first) == first {
		loop = sentenceCase(loop)
	}
	return escape(loop)
}

// consequence says what becomes of a wait there.
func consequence(c *apimodel.Callback) string {
	text := "A wait there delays all that the loop serves"
	switch {
	case c.Reentry != "" && hangs(c):
		text = "A wait there is not reported, but what calls back is: " + prose(c.Reentry)
	case c.Reentry != "":
		text = "A wait there is not reported: " + prose(c.Reentry)
	case c.Deadlock:
		text = "A wait there delays all that the loop serves, and hangs for ever if it is for something that the loop does"
	}
	switch c.Hazard {
	case apimodel.LostEvent:
		text += "; events that come meanwhile are dropped"
	case apimodel.UnboundedQueue:
		text += "; events that come meanwhile are kept, however many there are"
	}
	return text
}

// hangs reports whether any call hangs in the callback.
func hangs(c *apimodel.Callback) bool {
	return slices.ContainsFunc(c.Forbidden, func(f apimodel.Forbidden) bool { return f.Hangs != apimodel.Elsewhere })
}

// groups renders places, those with the same evidence together.
func (m *loopModule) groups(places []apimodel.Callback) []string {
	type key struct{ place, evidence string }
	var keys []key
	symbols := make(map[key][]string)
	for _, c := range places {
		k := key{entry(&c), evidence(&c)}
		if symbols[k] == nil {
			keys = append(keys, k)
		}
		symbols[k] = append(symbols[k], m.symbol(c.Source, c.Symbol))
	}
	var groups []string
	for _, k := range keys {
		groups = append(groups, k.place+" "+strings.Join(symbols[k], ", ")+": "+k.evidence+".")
	}
	return groups
}

// entry says how a function of ours gets there.
func entry(c *apimodel.Callback) string {
	switch c.Shape {
	case apimodel.FuncParam:
		if c.Interface {
			return fmt.Sprintf("the methods of argument %d of", c.Param+1)
		}
		return fmt.Sprintf("argument %d of", c.Param+1)
	case apimodel.InterfaceMethod:
		return "implementations of"
	case apimodel.StructField:
		return "the function in field"
	case apimodel.FuncType:
		return "functions of type"
	case apimodel.LoopCall:
		return "the body of a loop around"
	case apimodel.ChanParam:
		return fmt.Sprintf("who receives from argument %d of", c.Param+1)
	case apimodel.ChanResult:
		return fmt.Sprintf("who receives from result %d of", c.Result+1)
	case apimodel.ChanField:
		return "who receives from the channel in field"
	}
	return ""
}

// evidence renders the evidence of a row, which is "FILE:LINE — CLAIM", with a
// link to the line.
func evidence(c *apimodel.Callback) string {
	at, claim, _ := strings.Cut(c.Evidence, " — ")
	how := map[apimodel.Confidence]string{
		apimodel.Documented: "documented", apimodel.FromSource: "by its source", apimodel.Inferred: "inferred",
	}[c.Confidence]
	return fmt.Sprintf("%s (%s, %s)", prose(claim), how, sourceRef(c.Source, at))
}

// sourceRef returns a link to a line of a module's source.
func sourceRef(source apimodel.Source, at string) string {
	file, line, _ := strings.Cut(at, ":")
	text := path.Base(file) + ":" + line
	if link := sourceLink(source, file, line); link != "" {
		return "[" + text + "](" + link + ")"
	}
	return text
}

// symbol returns a link to the documentation of a symbol, which is named as
// code that imports the module would name it, but for its own package.
func (m *loopModule) symbol(source apimodel.Source, s apimodel.Symbol) string {
	name := s.Name
	if s.Recv != "" {
		name = s.Recv + "." + s.Name
	}
	if s.Pkg != m.path {
		name = packageName(s.Pkg) + "." + name
	}
	return "[`" + name + "`](" + docLink(source, s) + ")"
}

// packageName guesses the name of a package by its path.
func packageName(pkg string) string {
	return path.Base(majorSuffix.ReplaceAllString(pkg, ""))
}

// forbidden renders the calls that hang in a callback, those with the same reason
// together.
func (m *loopModule) forbidden(c *apimodel.Callback, source apimodel.Source) []string {
	type key struct {
		hangs apimodel.Hangs
		of    string
		why   string
	}
	var keys []key
	calls := make(map[key][]string)
	for _, f := range c.Forbidden {
		k := key{f.Hangs, strings.Join(f.Of, " "), f.Why}
		if calls[k] == nil {
			keys = append(keys, k)
		}
		calls[k] = append(calls[k], m.symbol(source, f.Symbol))
	}
	var groups []string
	for _, k := range keys {
		text := strings.Join(calls[k], ", ")
		if k.hangs == apimodel.Elsewhere {
			groups = append(groups, "A wait like others there: "+text+" ("+prose(k.why)+")")
			continue
		}
		text = "Don't call there: " + text
		if k.of != "" {
			text += " on what " + quoteAll(strings.Fields(k.of)) + " returned"
		}
		switch k.hangs {
		case apimodel.OnSame:
			text += " (if it is the same object)"
		case apimodel.OnSameKey:
			text += " (if it is the same object and the same first argument)"
		}
		groups = append(groups, text+" — "+prose(k.why))
	}
	return groups
}

// snippet matches what is code in the short texts of rows: function literals and
// types, calls, selectors with a name that is exported.
var snippet = regexp.MustCompile("`[^`\n]+`" +
	`|\b(go )?func` + args + ` ?` + block + `(` + args + `)?` +
	`|\bfunc` + args + ` ([a-z]\w*\.)?[A-Z]\w*` +
	`|\b((go|defer|return) )?([a-z][\w.-]*/)*[a-zA-Z_]\w*(\.\w+)*` + args + `(\.\w+(` + args + `)?)*` +
	`|\b[a-zA-Z_]\w*(\.\w+)*\.[A-Z]\w*\b`)

// What is within parentheses and braces may have some of its own.
const (
	args  = `\(([^()]|\(([^()]|\([^()]*\))*\))*\)`
	block = `\{([^{}]|\{([^{}]|\{[^{}]*\})*\})*\}`
)

// prose renders a text of a row, which is not a whole sentence.
func prose(text string) string {
	var out strings.Builder
	last := 0
	for _, at := range snippet.FindAllStringIndex(text, -1) {
		if strings.HasSuffix(text[at[0]:at[1]], "(s)") {
			continue // one or more of them
		}
		out.WriteString(escape(text[last:at[0]]))
		out.WriteString(quote(strings.Trim(text[at[0]:at[1]], "`")))
		last = at[1]
	}
	out.WriteString(escape(text[last:]))
	return out.String()
}

func quoteAll(names []string) string {
	var list []string
	for _, name := range names {
		list = append(list, quote(name))
	}
	return strings.Join(list, ", ")
}
