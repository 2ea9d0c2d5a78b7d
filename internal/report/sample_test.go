package report

import (
	"flag"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/txtar"

	"github.com/asynclint/asynclint/internal/rule"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file below testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o666))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

const sampleDir = "/home/gopher/app"

// files is a file system in memory which counts how often a file is read.
type files struct {
	content map[string]string
	reads   map[string]int
}

func (f *files) read(name string) ([]byte, error) {
	f.reads[name]++
	data, ok := f.content[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return []byte(data), nil
}

// at returns where text is in a file.
func (f *files) at(t *testing.T, name, text string) (pos, end Position) {
	t.Helper()
	data, ok := f.content[name]
	require.True(t, ok, name)
	require.Equal(t, 1, strings.Count(data, text), "%s in %s", text, name)
	fset := token.NewFileSet()
	file := fset.AddFile(name, -1, len(data))
	file.SetLinesForContent([]byte(data))
	start := strings.Index(data, text)
	position := func(offset int) Position {
		p := fset.Position(file.Pos(offset))
		return Position{File: name, Line: p.Line, Column: p.Column}
	}
	return position(start), position(start + len(text))
}

// edit replaces text, which is in the file once.
func (f *files) edit(t *testing.T, name, text, new string) Edit {
	t.Helper()
	require.Equal(t, 1, strings.Count(f.content[name], text), "%s in %s", text, name)
	start := strings.Index(f.content[name], text)
	return Edit{name, start, start + len(text), new}
}

func sampleFiles(t *testing.T) *files {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/sample.txtar")
	require.NoError(t, err)
	f := &files{make(map[string]string), make(map[string]int)}
	for _, file := range archive.Files {
		f.content[filepath.Join(sampleDir, file.Name)] = string(file.Data)
	}
	f.content[sampleDir+"/crlf/crlf.go"] = "package crlf\r\n\r\nfunc f() {\r\n\tgo g(`a\r\nb`, 1)\r\n}\r\n"
	f.content[sampleDir+"/eof/eof.go"] = "package eof\n\nfunc f() {"
	f.content[sampleDir+"/long/long.go"] = "package long\n\nvar x = []string{" + strings.Repeat(`"element", `, 90) + "call(), " + strings.Repeat(`"element", `, 90) + "}\n"
	f.content[sampleDir+"/evil/evil.go"] = "package evil\n\nvar s = \"\x1b[31m\u202etxt\xff\" // </script><script>alert(1)</script>\n"
	f.content["/usr/lib/go/src/net/http/server.go"] = "package http\n\nfunc (s *Server) ListenAndServe() error {\n\treturn nil\n}\n"
	return f
}

func sampleRules() []rule.Rule {
	return []rule.Rule{
		{
			Analyzer: &analysis.Analyzer{
				Name: "lostgoerror",
				Doc:  "an error inside a goroutine reaches nobody\n\nThe go statement drops the result of what it calls:\n\n\tgo srv.ListenAndServe()\n\n# Not reported\n\nCalls that never fail.",
			},
			Family:  rule.VanishingErrors,
			Default: true,
			Categories: []rule.Category{
				{Name: "go-result", Summary: "a go statement drops the error of its call", Severity: rule.Error, HasFix: true},
				{Name: "early-return", Summary: "a task ends on an error that nobody sees", Severity: rule.Warning, Flag: "early"},
			},
		},
		{
			Analyzer: &analysis.Analyzer{Name: "loopblock", Doc: "a loop waits for something slow\n\nEverything else on the loop waits with it."},
			Family:   rule.EventLoops,
			Default:  true,
			Categories: []rule.Category{
				{Name: "callback-blocks", Summary: "a callback blocks the loop that calls it", Severity: rule.Warning},
			},
		},
	}
}

// sample returns a report with every feature.
func sample(t *testing.T) (*Report, *files) {
	t.Helper()
	f := sampleFiles(t)
	finding := func(rulename, category string, severity rule.Severity, pkg, file, text, message string) Finding {
		pos, end := f.at(t, file, text)
		out := Finding{Rule: rulename, Category: category, Severity: severity, Package: pkg, Pos: pos, End: end, Message: message}
		if rulename != "printf" {
			out.URL = rule.URL(rulename) + "#" + category
		}
		return out
	}
	related := func(file, text, message string) Related {
		pos, end := f.at(t, file, text)
		return Related{pos, end, message}
	}
	in := func(name string) string { return filepath.Join(sampleDir, name) }

	serve := finding("lostgoerror", "go-result", rule.Error, "example.com/app/server", in("server/server.go"),
		"go srv.ListenAndServe()", "the go statement drops the error of srv.ListenAndServe: a failure to listen goes unnoticed")
	serve.Related = []Related{
		related("/usr/lib/go/src/net/http/server.go", "ListenAndServe", "ListenAndServe returns an error"),
		related(in("server/server.go"), "s.errc <- err", "another task of Serve reports its error"),
	}
	serve.Fixes = []Fix{{"log the error of srv.ListenAndServe", []Edit{
		f.edit(t, in("server/server.go"), "\t\"fmt\"\n", "\t\"fmt\"\n\t\"log/slog\"\n"),
		f.edit(t, in("server/server.go"), "go srv.ListenAndServe()\n",
			"go func() {\n\t\tif err := srv.ListenAndServe(); err != nil {\n\t\t\tslog.Error(\"srv.ListenAndServe\", \"err\", err)\n\t\t}\n\t}()\n"),
	}}}

	send := finding("lostgoerror", "go-result", rule.Error, "example.com/app/worker", in("worker/worker.go"),
		"go send(für, 世界)", "the go statement drops the error of send")
	send.Fixes = []Fix{{"log the error of send", []Edit{
		f.edit(t, in("worker/worker.go"), "go send(für, 世界)", "go func() { _ = send(für, 世界) }()"),
	}}}

	multiline := finding("lostgoerror", "early-return", rule.Warning, "example.com/app/worker", in("worker/worker.go"),
		"func(\n\t\t\tjob string,\n\t\t)", "a task, started at line 8, 100% sure: ends")
	foreign := finding("printf", "", rule.Warning, "example.com/app/worker", in("worker/worker.go"),
		"%s & %s", "log.Printf format <b>%s & %s</b> is\n\"odd\"")
	callback := finding("loopblock", "callback-blocks", rule.Info, "example.com/app/worker", in("worker/more.go"),
		"handle(data)\n}\n\nfunc", "onMessage blocks the loop of the client: onMessage → handle → time.Sleep")
	callback.End = callback.Pos // unknown
	callback.Related = []Related{related(in("worker/more.go"), "time.Sleep", "handle sleeps")}

	crlf := finding("loopblock", "new-category", rule.Warning, "example.com/app/crlf", in("crlf/crlf.go"),
		"`a\r\nb`", "a raw string in a file with CRLF line endings")
	crlf.Fixes = []Fix{{"remove it", []Edit{f.edit(t, in("crlf/crlf.go"), "`a\r\nb`, ", "")}}}
	eof := finding("loopblock", "callback-blocks", rule.Warning, "example.com/app/eof", in("eof/eof.go"), "{", "expected }")
	eof.Pos.Column++
	eof.End = eof.Pos
	long := finding("loopblock", "callback-blocks", rule.Warning, "example.com/app/long", in("long/long.go"), "call()", "far to the right")
	evil := finding("loopblock", "callback-blocks", rule.Warning, "example.com/app/evil", in("evil/evil.go"), "s = ", "beware of \x1b[31m and \u202e")

	missing := Finding{Rule: "loopblock", Category: "callback-blocks", Severity: rule.Warning, Package: "example.com/app/gone",
		Message: "a file that isn't there", Pos: Position{in("gone/gone.go"), 7, 3}, End: Position{in("gone/gone.go"), 7, 9},
		Fixes: []Fix{{"rewrite it", []Edit{{in("gone/gone.go"), 1, 2, "x"}}}}}
	beyond := Finding{Rule: "loopblock", Category: "callback-blocks", Severity: rule.Warning, Package: "example.com/app/eof",
		Message: "a line that isn't there", Pos: Position{in("eof/eof.go"), 70, 3}, End: Position{in("eof/eof.go"), 70, 5}}
	nowhere := Finding{Rule: "loopblock", Category: "callback-blocks", Severity: rule.Warning, Message: "no position at all"}

	r := &Report{
		Tool:     Tool{Name: "asynclint", Version: "v1.2.3-rc.1", URL: "https://github.com/asynclint/asynclint"},
		Dir:      sampleDir,
		Rules:    sampleRules(),
		Findings: Merge([]Finding{serve, send, multiline, foreign, callback, crlf, eof, long, evil, missing, beyond, nowhere}),
		Problems: []Problem{
			{Where: "example.com/app/broken", Message: "does not compile: broken.go:3:1: expected <declaration>"},
			{Message: "nothing more"},
		},
		Hidden:   5,
		Packages: 9,
	}
	AddFingerprints(r.Findings, r.Dir, f.read)
	clear(f.reads)
	return r, f
}
