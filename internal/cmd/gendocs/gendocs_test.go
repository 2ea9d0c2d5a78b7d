package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/rule"
)

// TestPagesAreCurrent fails when what the pages are made from has changed, or
// a page was edited by hand.
func TestPagesAreCurrent(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	pages, err := generate(root)
	require.NoError(t, err)
	docs := filepath.Join(root, "docs")
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(docs, name))
		if assert.NoError(t, err, "run go generate ./docs") {
			assert.Equal(t, want, string(got), "%s: run go generate ./docs", name)
			assert.NotContains(t, want, "\n\n\n", "%s", name)
		}
	}
	assertLinks(t, docs, pages)
	for _, folder := range []string{"rules", "loops"} {
		have, err := filepath.Glob(filepath.Join(docs, folder, "*"))
		require.NoError(t, err)
		for _, name := range have {
			assert.Contains(t, pages, folder+"/"+filepath.Base(name), "no such rule or module: run go generate ./docs")
		}
	}
}

var linkTarget = regexp.MustCompile(`\]\(([^)#]*)(?:#([^)]*))?\)`)

// assertLinks checks that links lead to pages, and to headings of theirs, or to
// what there is beside docs; those to the outside have to be well formed.
func assertLinks(t *testing.T, docs string, pages map[string]string) {
	t.Helper()
	links := 0
	for name, page := range pages {
		for _, m := range linkTarget.FindAllStringSubmatch(page, -1) {
			links++
			if strings.HasPrefix(m[1], "https://") {
				assertAddress(t, m[1], m[2])
				continue
			}
			target := name
			if m[1] != "" {
				target = path.Join(path.Dir(name), m[1])
			}
			if strings.HasPrefix(target, "../") {
				assert.DirExists(t, filepath.Join(docs, target), "%s links to %s", name, m[0])
				continue
			}
			if assert.Contains(t, pages, target, "%s links to %s", name, m[0]) && m[2] != "" {
				assert.Contains(t, pages[target], "\n## "+m[2]+"\n", "%s links to %s", name, m[0])
			}
		}
	}
	assert.NotZero(t, links)
}

func TestMarkdown(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"paragraph", "a\nb\n\nc", "a\nb\n\nc\n"},
		{"code block", "see:\n\n\tgo f()\n\tg()\n", "see:\n\n```go\ngo f()\ng()\n```\n"},
		{"shell block", "run:\n\n\tasynclint -skip x ./...\n", "run:\n\n```sh\nasynclint -skip x ./...\n```\n"},
		{"list", "these:\n  - one\n    more\n  - two\n", "these:\n\n- one\n  more\n- two\n"},
		{"numbered list", "these:\n 1. one\n 2. two\n", "these:\n\n1. one\n2. two\n"},
		{"qualified name", "calls time.Sleep or srv.Serve() here", "calls `time.Sleep` or `srv.Serve()` here\n"},
		{"path", "for net/http.Server and log/slog", "for `net/http.Server` and log/slog\n"},
		{"arguments", "in tests, go srv.Serve(l) is usual (see os.Exit)", "in tests, `go srv.Serve(l)` is usual (see `os.Exit`)\n"},
		{"method", "(*database/sql.DB).Exec waits.", "`(*database/sql.DB).Exec` waits.\n"},
		{"call", "f() and close() end it", "`f()` and `close()` end it\n"},
		{"flag", "with -lostgoerror.tests or -skip x", "with `-lostgoerror.tests` or `-skip` x\n"},
		{"hyphen", "a go-result or pre-1.22 loop -- so", "a go-result or pre-1.22 loop -- so\n"},
		{"directive", "an //asynclint:ignore comment", "an `//asynclint:ignore` comment\n"},
		{"another's directive", "a //nolint:errcheck comment", "a `//nolint:errcheck` comment\n"},
		{"address", "see https://go.dev/doc", "see https://go.dev/doc\n"},
		{"quoted", "a `go f(x)` statement", "a `go f(x)` statement\n"},
		{"sentence", "It ends. Next one.", "It ends. Next one.\n"},
		{"stars", "a * b, a_b, _ = x, _y_, <T>", "a \\* b, a_b, _ = x, \\_y\\_, \\<T>\n"},
	} {
		t.Run(test.name, func(t *testing.T) { assert.Equal(t, test.want, markdown(test.text)) })
	}
}

func TestErrorSection(t *testing.T) {
	section, err := errorSection(filepath.Join("..", "..", "..", "passes", "apimodel"))
	require.NoError(t, err)
	for _, line := range []string{
		"\n| `(database/sql.DB).QueryRow` | `Scan`, `Err` |  |\n",
		"\n| `(golang.org/x/sync/errgroup.Group).Wait` | first error; must be called and checked |  |\n",
		"\n| `(golang.org/x/sync/errgroup.Group).TryGo` | false: the function was not started |  |\n",
		"\n| `(github.com/hashicorp/raft.Raft).Shutdown` | `Error` | tidying up |\n",
	} {
		assert.Contains(t, section, line)
	}
	assert.NotContains(t, section, "path/filepath.Walk", "a callback")
	assert.NotContains(t, section, "(os.File).Close", "told by the call that fails")
}

func TestSource(t *testing.T) {
	s, err := newSource("x.go", []byte(`// Package example is an example.
package example

import "log"

func f() {
	// want "alone"
	log.Print("want") // want "a" `+"`b`"+`
	go f()            // wanted by all
	x(1 /* want "c" */, 2)
}
`))
	require.NoError(t, err)
	assert.Equal(t, `func f() {
	log.Print("want")
	go f() // wanted by all
	x(1, 2)
}
`, s.body)
	assert.Equal(t, "import \"log\"\n\n"+s.body, s.text)
}

func TestExcerpt(t *testing.T) {
	s := &source{lines: []string{"\t\tgo srv.Serve(l)", "\tx"}}
	at := func(line, col, endLine, endCol int) place {
		var p place
		p.pos.Line, p.pos.Column, p.end.Line, p.end.Column = line, col, endLine, endCol
		return p
	}
	for _, test := range []struct {
		name string
		at   place
		want string
	}{
		{"range", at(1, 6, 1, 15), "go srv.Serve(l)\n   ^^^^^^^^^ m\n"},
		{"point", at(1, 3, 1, 3), "go srv.Serve(l)\n^ m\n"},
		{"several lines", at(1, 6, 2, 3), "go srv.Serve(l)\n   ^^^^^^^^^^^^ m\n"},
		{"no such line", at(3, 1, 3, 2), "m\n"},
	} {
		t.Run(test.name, func(t *testing.T) { assert.Equal(t, test.want, s.excerpt(test.at, "m")) })
	}
}

func TestDiff(t *testing.T) {
	for _, test := range []struct{ name, a, b, want string }{
		{"equal", "a\nb\n", "a\nb\n", ""},
		{"change", "a\nb\nc\n", "a\nx\nc\n", " a\n-b\n+x\n c\n"},
		{"insert", "a\n", "a\nb\n", " a\n+b\n"},
		{"delete", "a\nb\n", "b\n", "-a\n b\n"},
		{"two hunks", "a\n1\n2\n3\n4\n5\nb\n", "A\n1\n2\n3\n4\n5\nB\n", "-a\n+A\n 1\n 2\n@@\n 4\n 5\n-b\n+B\n"},
	} {
		t.Run(test.name, func(t *testing.T) { assert.Equal(t, test.want, diff(test.a, test.b)) })
	}
}

func TestSplitDoc(t *testing.T) {
	const rest = "\n\n## How it decides\n\nSomehow.\n\n## When not to use it\n\nAlways use it.\n\n## Known problems\n\nNone."
	ruleWith := func(doc string) *rule.Rule {
		return &rule.Rule{
			Analyzer:   &analysis.Analyzer{Name: "toy", Doc: doc},
			Categories: []rule.Category{{Name: "go"}, {Name: "go-result"}},
		}
	}
	doc, err := splitDoc(ruleWith("summary\n\nWhat it is.\n\ngo-result: drops it.\n\nMore.\n\ngo statements too." + rest))
	require.NoError(t, err)
	assert.Equal(t, "What it is.\n", doc.intro)
	assert.Equal(t, "Drops it.\n\nMore.\n", doc.categories["go-result"])
	assert.Equal(t, "go statements too.\n", doc.categories["go"])
	assert.Equal(t, "Somehow.\n", doc.sections[decides])

	for _, test := range []struct{ name, doc, want string }{
		{"no section", "summary\n\nWhat it is.\n\n## How it decides\n\nSomehow.", `no section "When not to use it"`},
		{"unknown section", "summary\n\nWhat it is." + rest + "\n\n## History\n\nLong.", `section "History"`},
		{"twice", "summary\n\nWhat it is." + rest + "\n\n## Known problems\n\nMany.", `section "Known problems" occurs twice`},
		{"empty section", "summary\n\nWhat it is." + rest + "\n\n## Options\n", `section "Options" of the documentation is empty`},
		{"nothing about the rule", "summary\n\ngo-result: drops it." + rest, "does not say what the rule is about"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := splitDoc(ruleWith(test.doc))
			assert.ErrorContains(t, err, test.want)
		})
	}
}

func TestExampleRefusesWhatMisleads(t *testing.T) {
	dir := t.TempDir()
	example := filepath.Join(dir, "src", "toy", "example")
	require.NoError(t, os.MkdirAll(example, 0o777))
	for _, name := range []string{"bad.go", "bad_ok.go"} {
		require.NoError(t, os.WriteFile(filepath.Join(example, name), []byte("package example\n"), 0o666))
	}
	r := &rule.Rule{Analyzer: &analysis.Analyzer{Name: "toy"}}
	in := func(name, category string) finding {
		f := finding{category: category, message: "m"}
		f.at.pos.Filename = filepath.Join(example, name)
		return f
	}
	for _, test := range []struct {
		name  string
		found []finding
		fix   bool
		want  string
	}{
		{"silent", nil, false, "no finding of category bad"},
		{"another category", []finding{in("bad.go", "other")}, false, "no finding of category bad"},
		{"what to write is reported", []finding{in("bad.go", "bad"), in("bad_ok.go", "other")}, false, "what to write instead is reported too"},
		{"no fix", []finding{in("bad.go", "bad")}, true, "has a fix, but its example does not show it"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := &findings{dir: dir, byRule: map[string][]finding{"toy": test.found}}
			_, err := f.example(r, &rule.Category{Name: "bad", HasFix: test.fix})
			assert.ErrorContains(t, err, test.want)
		})
	}
	f := &findings{dir: dir, byRule: map[string][]finding{"toy": {in("bad.go", "bad")}}}
	ex, err := f.example(r, &rule.Category{Name: "bad"})
	require.NoError(t, err)
	assert.Len(t, ex.findings, 1)
}
