package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// ecosystems are the titles of the groups of modules, by the names of the model's
// files, in the order of the index.
var ecosystems = []struct{ name, title string }{
	{"std", "Standard library"},
	{"stdnet", "Standard library"},
	{"net", "Servers and connections"},
	{"messaging", "Messaging"},
	{"mqtt", "MQTT"},
	{"kafka", "Kafka"},
	{"database", "Databases"},
	{"store", "Embedded stores and caches"},
	{"cluster", "Clusters and actors"},
	{"kubernetes", "Kubernetes"},
	{"tui", "Terminal interfaces"},
	{"gui", "Graphical interfaces and audio"},
	{"browser", "Browsers and JavaScript"},
	{"observability", "Observability"},
	{"cloud", "Cloud services"},
	{"golangx", "golang.org/x"},
	{"misc", "Others"},
}

// order returns where an ecosystem comes in the index.
func order(name string) int {
	i := slices.IndexFunc(ecosystems, func(e struct{ name, title string }) bool { return e.name == name })
	if i < 0 {
		return len(ecosystems)
	}
	return i
}

// loopIndex returns the index of the pages about loops.
func loopIndex(modules []*loopModule) string {
	var b strings.Builder
	places, inferred, others := 0, 0, 0
	for _, m := range modules {
		places += len(m.callbacks)
		others += len(m.negatives)
		for _, c := range m.callbacks {
			if c.Confidence == apimodel.Inferred {
				inferred++
			}
		}
	}
	b.WriteString(notice + "# Loops of other people's code\n\n")
	fmt.Fprintf(&b, "Many libraries call functions of yours on a goroutine that serves others too, or hand you what such a goroutine sends. Here is\n"+
		"what [loopblock](../rules/loopblock.md) and [loopdeadlock](../rules/loopdeadlock.md) know of them: %d places in %d modules, each with\n"+
		"what the documentation promises or the source shows, how the library means long work to be done, and which calls never return\n"+
		"there; and %d places that look alike and are no loops. %d of the claims are inferred from an API's shape: they count only with\n"+
		"[`-apimodel.inferred`](../apimodel.md). Loops of your own are found without any list, and [directives](../directives.md) tell\n"+
		"of those that can't be seen.\n", places, len(modules), others, inferred)
	title := ""
	for _, m := range modules {
		if t := ecosystems[order(m.ecosystem)].title; t != title {
			title = t
			fmt.Fprintf(&b, "\n## %s\n\n| module | places | can hang | inferred | calls that hang | no loops |\n| --- | --: | --: | --: | --: | --: |\n", title)
		}
		canHang, guessed := 0, 0
		var calls []apimodel.Symbol
		for _, c := range m.callbacks {
			if c.Deadlock {
				canHang++
			}
			if c.Confidence == apimodel.Inferred {
				guessed++
			}
			for _, f := range c.Forbidden {
				if f.Hangs != apimodel.Elsewhere && !slices.Contains(calls, f.Symbol) {
					calls = append(calls, f.Symbol)
				}
			}
		}
		fmt.Fprintf(&b, "| [%s](%s.md) | %d | %d | %d | %d | %d |\n", escape(m.path), m.page, len(m.callbacks), canHang, guessed, len(calls), len(m.negatives))
	}
	return b.String()
}

// loopPages returns the pages about loops by name, relative to docs.
func loopPages(modules []*loopModule) (map[string]string, error) {
	pages := map[string]string{"loops/README.md": loopIndex(modules)}
	for _, m := range modules {
		name := "loops/" + m.page + ".md"
		if pages[name] != "" {
			return nil, fmt.Errorf("%s: %s is the page of another module", m.path, name)
		}
		pages[name] = loopPage(m)
	}
	return pages, nil
}
