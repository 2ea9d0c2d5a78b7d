// The gendocs command writes the pages below docs from what the analyzers say
// of themselves: their documentation and metadata, their flags, and what they
// report on their example fixtures; and from what the API model holds. No message
// on a page is written by hand, so none can be out of date.
//
// Run it in docs, as "go generate ./docs" does.
package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"github.com/asynclint/asynclint/analyzers"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "gendocs:", err)
		os.Exit(1)
	}
}

// run writes the pages to the folder docs, whose parent is the module's root,
// and removes pages of rules and modules that are no more.
func run(docs string) error {
	pages, err := generate(filepath.Join(docs, ".."))
	if err != nil {
		return err
	}
	for _, folder := range []string{"rules", "loops"} {
		stale, err := filepath.Glob(filepath.Join(docs, folder, "*.md"))
		if err != nil {
			return err
		}
		for _, name := range stale {
			if _, ok := pages[folder+"/"+filepath.Base(name)]; !ok {
				if err := os.Remove(name); err != nil {
					return err
				}
			}
		}
	}
	for name, content := range pages {
		name = filepath.Join(docs, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// generate returns the pages by name, relative to docs. root is the folder of
// the module.
func generate(root string) (map[string]string, error) {
	rules := analyzers.All()
	found, err := analyse(filepath.Join(root, "testdata"), rules)
	if err != nil {
		return nil, err
	}
	pages := make(map[string]string)
	for _, r := range rules {
		page, err := rulePage(r, rules, found)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Name(), err)
		}
		pages["rules/"+r.Name()+".md"] = page
	}
	pages["rules/README.md"] = indexPage(rules)
	pages["directives.md"] = directivesPage()
	modules, err := readLoops(root)
	if err != nil {
		return nil, err
	}
	if pages["apimodel.md"], err = modelPage(filepath.Join(root, "passes", "apimodel"), modules); err != nil {
		return nil, err
	}
	loops, err := loopPages(modules)
	if err != nil {
		return nil, err
	}
	maps.Copy(pages, loops)
	return pages, nil
}
