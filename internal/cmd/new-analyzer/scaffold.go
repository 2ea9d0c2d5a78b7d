package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/suite/fix"
	"golang.org/x/tools/go/analysis/suite/vet"

	"github.com/asynclint/asynclint/analyzers"
)

// A scaffold is a rule that is about to be. The exported fields are for the
// templates.
type scaffold struct {
	root    string // the folder of the module
	Name    string
	Summary string
	Family  string // the name of a constant of package rule
}

var validName = regexp.MustCompile(`^[a-z]+$`)

// check refuses what could not become a rule.
func (s *scaffold) check() error {
	switch {
	case !validName.MatchString(s.Name):
		return fmt.Errorf("name %q: want lower-case letters only: it is a package, a flag and a folder", s.Name)
	case token.IsKeyword(s.Name):
		return fmt.Errorf("name %q is a keyword of Go", s.Name)
	case types.Universe.Lookup(s.Name) != nil:
		return fmt.Errorf("name %q is predeclared in Go", s.Name)
	}
	for _, tool := range []struct {
		name string
		list []*analysis.Analyzer
	}{{"go vet", vet.Suite}, {"go fix", fix.Suite}} {
		if named(tool.list, s.Name) {
			return fmt.Errorf("%s has an analyzer named %q", tool.name, s.Name)
		}
	}
	if named(required(), s.Name) {
		return fmt.Errorf("there is an analyzer named %q", s.Name)
	}
	for _, dir := range []string{"analyzers", "passes", "testdata/src"} {
		dir = filepath.Join(dir, s.Name)
		if _, err := os.Stat(filepath.Join(s.root, dir)); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("there is a folder %s", filepath.ToSlash(dir))
		}
	}
	first, _ := utf8.DecodeRuneInString(s.Summary)
	if !unicode.IsLower(first) || strings.HasSuffix(s.Summary, ".") || strings.Contains(s.Summary, "\n") {
		return fmt.Errorf("summary %q: want one line that begins in lower case and has no period at its end", s.Summary)
	}
	return nil
}

func named(list []*analysis.Analyzer, name string) bool {
	return slices.ContainsFunc(list, func(a *analysis.Analyzer) bool { return a.Name == name })
}

// required returns the analyzers of the suite and all that they require.
func required() []*analysis.Analyzer {
	var list []*analysis.Analyzer
	for _, r := range analyzers.All() {
		list = append(list, r.Analyzer)
	}
	for i := 0; i < len(list); i++ {
		for _, req := range list[i].Requires {
			if !slices.Contains(list, req) {
				list = append(list, req)
			}
		}
	}
	return list
}

//go:embed templates
var templates embed.FS

// files are the templates by what they become; NAME is the rule's.
var files = map[string]string{
	"analyzers/NAME/doc.go":                       "doc.go.tmpl",
	"analyzers/NAME/NAME.go":                      "analyzer.go.tmpl",
	"analyzers/NAME/NAME_test.go":                 "analyzer_test.go.tmpl",
	"testdata/src/NAME/a/a.go":                    "a.go.tmpl",
	"testdata/src/NAME/example/hazard-call.go":    "example.go.tmpl",
	"testdata/src/NAME/example/hazard-call_ok.go": "example_ok.go.tmpl",
	"testdata/src/NAME/typeparams/typeparams.go":  "typeparams.go.tmpl",
	"testdata/src/NAME/rangefunc/rangefunc.go":    "rangefunc.go.tmpl",
	"testdata/src/NAME/crosspkg/crosspkg.go":      "crosspkg.go.tmpl",
	"testdata/src/NAME/crosspkg/callee/callee.go": "callee.go.tmpl",
}

// write creates the files and registers the rule. It returns the names of what
// it wrote, relative to the root.
func (s *scaffold) write() ([]string, error) {
	// Everything that can fail for a reason within the templates or the
	// registry comes before the first file.
	registry := filepath.Join(s.root, registryFile)
	content, err := os.ReadFile(registry)
	if err != nil {
		return nil, err
	}
	if content, err = register(content, s.Name); err != nil {
		return nil, err
	}
	set, err := template.ParseFS(templates, "templates/*.tmpl")
	if err != nil {
		return nil, err
	}
	contents := map[string][]byte{registryFile: content}
	for name, tmpl := range files {
		var out bytes.Buffer
		if err := set.ExecuteTemplate(&out, tmpl, s); err != nil {
			return nil, err
		}
		contents[strings.ReplaceAll(name, "NAME", s.Name)] = out.Bytes()
	}
	var written []string
	for name, content := range contents {
		file := filepath.Join(s.root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(file, content, 0o666); err != nil {
			return nil, err
		}
		written = append(written, name)
	}
	slices.Sort(written)
	return written, nil
}
