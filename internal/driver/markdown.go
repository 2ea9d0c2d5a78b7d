package driver

import (
	"strings"
	"unicode/utf8"
)

// textWidth is the width to which prose is wrapped.
const textWidth = 80

// render turns Markdown, as the rules' pages use it, into text for a terminal:
// prose is wrapped, code indented and left alone, headings and code set off if
// color is allowed.
func render(markdown string, color bool) string {
	r := renderer{color: color}
	for line := range strings.Lines(markdown) {
		r.line(strings.TrimRight(line, "\r\n"))
	}
	r.flush()
	return strings.Trim(r.out.String(), "\n") + "\n"
}

type renderer struct {
	out   strings.Builder
	color bool
	code  bool     // within a fenced block
	para  []string // words of the paragraph being read
	first string   // what the first line of the paragraph starts with
	rest  string   // what the others start with

	columns []string // headings of the table being read
}

func (r *renderer) line(line string) {
	trimmed := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(trimmed, "```"):
		r.flush()
		r.code = !r.code
	case r.code:
		r.out.WriteString(strings.TrimRight("    "+strings.ReplaceAll(line, "\t", "    "), " ") + "\n")
	case strings.HasPrefix(trimmed, "<!--") && strings.HasSuffix(trimmed, "-->"), strings.HasPrefix(trimmed, "<a "):
		// Anchors and remarks for other readers.
	case trimmed == "":
		r.flush()
		r.columns = nil
		if text := r.out.String(); text != "" && !strings.HasSuffix(text, "\n\n") {
			r.out.WriteByte('\n')
		}
	case strings.HasPrefix(trimmed, "#"):
		r.flush()
		r.out.WriteString(r.style("1", inline(strings.TrimSpace(strings.TrimLeft(trimmed, "#")))) + "\n")
	case strings.HasPrefix(trimmed, "|"):
		r.flush()
		r.row(strings.Split(strings.Trim(trimmed, "|"), "|"))
		return
	case strings.HasPrefix(trimmed, "- "), strings.HasPrefix(trimmed, "* "):
		r.flush()
		indent := line[:strings.Index(line, trimmed)]
		r.first, r.rest = indent+"- ", indent+"  "
		r.para = strings.Fields(inline(trimmed[2:]))
	default:
		r.para = append(r.para, strings.Fields(inline(trimmed))...)
	}
}

// row takes a row of a table, whose first two cells are a name and what is said
// about it. Tables are too wide for a terminal: a row becomes an item of a list.
func (r *renderer) row(cells []string) {
	for i := range cells {
		cells[i] = inline(strings.TrimSpace(cells[i]))
	}
	switch {
	case r.columns == nil:
		r.columns = cells
	case strings.Trim(cells[0], "-: ") == "": // the rule below the heading
	default:
		text := strings.Join(cells[:min(2, len(cells))], ": ")
		for i := 2; i < len(cells) && i < len(r.columns); i++ {
			text += "; " + r.columns[i] + ": " + cells[i]
		}
		r.first, r.rest = "- ", "  "
		r.para = strings.Fields(text)
		r.flush()
	}
}

// flush writes the paragraph, wrapped.
func (r *renderer) flush() {
	if len(r.para) == 0 {
		return
	}
	line := r.first + r.para[0]
	for _, word := range r.para[1:] {
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > textWidth {
			r.out.WriteString(line + "\n")
			line = r.rest + word
		} else {
			line += " " + word
		}
	}
	r.out.WriteString(line + "\n")
	r.para, r.first, r.rest = nil, "", ""
}

func (r *renderer) style(code, text string) string {
	if !r.color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// inline removes the marks of emphasis, and turns a link into its text.
// Backquotes stay: they set code apart from prose on a terminal too.
func inline(s string) string {
	var b strings.Builder
	code := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '`':
			code = !code
			b.WriteByte('`')
		case code:
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], "**"):
			i++
		case s[i] == '[':
			text, target, ok := link(s[i:])
			if !ok {
				b.WriteByte('[')
				continue
			}
			b.WriteString(inline(text))
			if strings.Contains(target, "://") && target != text {
				b.WriteString(" (" + target + ")")
			}
			i += len("[](") + len(text) + len(target)
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// link parses "[text](target)" at the beginning of s.
func link(s string) (text, target string, ok bool) {
	text, after, ok := strings.Cut(s[1:], "](")
	if !ok || strings.ContainsAny(text, "[]") {
		return "", "", false
	}
	target, _, ok = strings.Cut(after, ")")
	return text, target, ok
}

// section returns the part of a page below the heading that names a category,
// "" if there is none: the heading's text may go on after the name.
func section(page, category string) string {
	var b strings.Builder
	level := 0
	code := false
	for line := range strings.Lines(page) {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, "```") {
			code = !code
		}
		if depth := headingLevel(trimmed); depth > 0 && !code {
			fields := strings.Fields(strings.Trim(trimmed, "# "))
			switch {
			case level == 0 && len(fields) > 0 && strings.Trim(fields[0], "`:") == category:
				level = depth
			case level > 0 && depth <= level:
				return b.String()
			}
		}
		if level > 0 {
			b.WriteString(line)
		}
	}
	return b.String()
}

func headingLevel(line string) int {
	n := len(line) - len(strings.TrimLeft(line, "#"))
	if n > 0 && n < len(line) && line[n] == ' ' {
		return n
	}
	return 0
}
