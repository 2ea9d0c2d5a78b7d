// Package docs holds the pages about rules, so that the command can show them
// without a network. They are generated from the analyzers, their metadata and
// what they report on their example fixtures.
package docs

import (
	"embed"
	"strings"
)

//go:generate go run ../internal/cmd/gendocs

//go:embed rules/*.md
var rules embed.FS

// Page returns the page of the rule with the given name, as Markdown; false if
// there is none.
func Page(name string) (string, bool) {
	// The index lies beside the pages, but is no rule; rules' names are in
	// lower case, which also matters where file systems ignore it.
	if name == "" || name != strings.ToLower(name) || strings.ContainsAny(name, `/\.`) {
		return "", false
	}
	content, err := rules.ReadFile("rules/" + name + ".md")
	if err != nil {
		return "", false
	}
	page := string(content)
	if strings.HasPrefix(page, "<!--") { // for those who open the file
		_, page, _ = strings.Cut(page, "-->")
	}
	return strings.TrimSpace(page) + "\n", true
}
