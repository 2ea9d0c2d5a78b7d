package main

import (
	"go/doc/comment"
	"regexp"
	"strings"
)

// markdown renders a piece of a doc comment. Doc comments have no notation for
// code within a sentence, so what looks like code is set as such.
func markdown(text string) string {
	var out strings.Builder
	for _, b := range new(comment.Parser).Parse(text).Content {
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		switch b := b.(type) {
		case *comment.Paragraph:
			out.WriteString(inline(plain(b.Text)) + "\n")
		case *comment.Code:
			out.WriteString(fence(language(b.Text), b.Text))
		case *comment.Heading:
			out.WriteString("### " + inline(plain(b.Text)) + "\n")
		case *comment.List:
			for _, item := range b.Items {
				marker := "- "
				if item.Number != "" {
					marker = item.Number + ". "
				}
				indent := strings.Repeat(" ", len(marker))
				for i, part := range item.Content {
					if p, ok := part.(*comment.Paragraph); ok {
						text := strings.ReplaceAll(inline(plain(p.Text)), "\n", "\n"+indent)
						if i > 0 {
							marker = "\n" + indent
						}
						out.WriteString(marker + text + "\n")
					}
				}
			}
		}
	}
	return out.String()
}

// plain returns the words of text; links in square brackets lose the brackets.
func plain(text []comment.Text) string {
	var out strings.Builder
	for _, t := range text {
		switch t := t.(type) {
		case comment.Plain:
			out.WriteString(string(t))
		case comment.Italic:
			out.WriteString(string(t))
		case *comment.Link:
			out.WriteString(plain(t.Text))
		case *comment.DocLink:
			out.WriteString(plain(t.Text))
		}
	}
	return out.String()
}

// code matches what is set as code within a sentence: what the author quoted;
// directives; flags; go/types symbols, qualified names and calls, which may
// follow a keyword.
var code = regexp.MustCompile("`[^`\n]+`" +
	`|//[a-z]+:[\w…]+` +
	`|\B-[a-z][a-z-]*(\.[a-z]+(-[a-z]+)*)?(=\w+)?\b` +
	`|\(\*?[\w./]+\)\.\w+(\([^()\n]*\))?` +
	`|\b((go|defer) )?([a-z][\w.-]*/)*[a-z]\w*(\.[A-Z]\w*)+(\([^()\n]*\))?` +
	`|\b((go|defer) )?[a-zA-Z]\w*\(\)`)

// inline renders the words of a paragraph.
func inline(text string) string {
	var out strings.Builder
	last := 0
	for _, m := range code.FindAllStringIndex(text, -1) {
		out.WriteString(escape(text[last:m[0]]))
		out.WriteString(quote(strings.Trim(text[m[0]:m[1]], "`")))
		last = m[1]
	}
	out.WriteString(escape(text[last:]))
	return out.String()
}

func quote(text string) string { return "`" + text + "`" }

// special matches what Markdown would not take for itself: stars, underscores
// at the edge of a word, what looks like a tag.
var special = regexp.MustCompile("[\\\\`*]" + `|\b_\B|\B_\b|<[a-zA-Z/!]`)

func escape(text string) string { return special.ReplaceAllString(text, `\$0`) }

// cell renders text for a cell of a table.
func cell(text string) string { return strings.ReplaceAll(inline(text), "|", `\|`) }

func fence(lang, text string) string {
	return "```" + lang + "\n" + strings.TrimRight(text, "\n") + "\n```\n"
}

// command matches the beginning of a command line.
var command = regexp.MustCompile(`^(\$ |-|asynclint |go (build|fix|generate|get|install|run|test|tool|vet) )`)

// language guesses what a block of code in a doc comment is written in.
func language(text string) string {
	if command.MatchString(strings.TrimSpace(text)) {
		return "sh"
	}
	return "go"
}
