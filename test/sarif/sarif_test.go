// Package sarif validates the SARIF that asynclint writes against the schema
// that OASIS published, and against what code scanning asks for beyond it. It
// is a module of its own since the validator is no dependency of asynclint's.
package sarif

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	// The module that carries the schema, as an unexported constant.
	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/report"
	"github.com/asynclint/asynclint/internal/rule"
)

const schemaPackage = "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

// schema compiles the constant "schema" of schemaPackage.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	dir, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.Dir}}", schemaPackage).Output()
	require.NoError(t, err)
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	require.NoError(t, err)
	var text string
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && v.Names[0].Name == "schema" {
			text, err = strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
		}
		return true
	})
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	require.Contains(t, text, "sarif-schema-2.1.0.json")

	c := jsonschema.NewCompiler()
	c.AssertFormat()
	const id = "https://example.com/sarif.json"
	require.NoError(t, c.AddResource(id, doc))
	s, err := c.Compile(id)
	require.NoError(t, err)
	return s
}

var sources = map[string]string{
	"/home/gopher/my app/pkg/a b#1.go": "package p\n\nfunc f() {\n\tx := \"😀ü\"; go g(x)\n}\n",
	"/usr/lib/go/src/net/net.go":       "package net\r\n\r\nfunc Listen() error {\r\n}\r\n",
}

func read(name string) ([]byte, error) {
	if text, ok := sources[name]; ok {
		return []byte(text), nil
	}
	return nil, fs.ErrNotExist
}

func pos(file string, line, column int) report.Position {
	return report.Position{File: file, Line: line, Column: column}
}

func rules() []rule.Rule {
	return []rule.Rule{{
		Analyzer: &analysis.Analyzer{Name: "lostgoerror", Doc: "an error reaches nobody\n\nAs in:\n\n\tgo f()\n\n# More\n\nText."},
		Family:   rule.VanishingErrors,
		Default:  true,
		Categories: []rule.Category{
			{Name: "go-result", Summary: "a go statement drops an error", Severity: rule.Error},
			{Name: "early-return", Summary: "a task ends on an error", Severity: rule.Info, Flag: "early"},
		},
	}}
}

// full is a report with everything that can be in one.
func full() *report.Report {
	file, other := "/home/gopher/my app/pkg/a b#1.go", "/usr/lib/go/src/net/net.go"
	goStmt := strings.Index(sources[file], "go g")
	findings := []report.Finding{
		{
			Rule: "lostgoerror", Category: "go-result", Severity: rule.Error, Package: "example.com/p",
			Message: "drops “the error” <&> of g", URL: rule.URL("lostgoerror") + "#go-result",
			Pos: pos(file, 4, 17), End: pos(file, 4, 24),
			Related: []report.Related{
				{Pos: pos(other, 3, 6), End: pos(other, 3, 12), Message: "Listen returns an error"},
				{Pos: pos(file, 3, 1), End: pos(file, 5, 2), Message: "in f"},
				{Pos: pos("gone.go", 3, 1), End: pos("gone.go", 3, 1), Message: "elsewhere"},
			},
			Fixes: []report.Fix{{Message: "log it", Edits: []report.Edit{
				{File: file, Start: 0, End: 0, New: "// first\n"},
				{File: file, Start: goStmt, End: goStmt + len("go g(x)"), New: "_ = g(x)"},
				{File: other, Start: len("package net\r"), End: len("package net\r\n\r\n"), New: ""},
			}}},
		},
		{Rule: "lostgoerror", Category: "unlisted", Severity: rule.Warning, Message: "not in the table", Pos: pos(file, 1, 1), End: pos(file, 1, 1)},
		{Rule: "printf", Severity: rule.Warning, Message: "a foreign rule", Pos: pos(file, 5, 2), End: pos(file, 5, 2), URL: "https://pkg.go.dev/x"},
		{Rule: "assign", Category: "self", Severity: rule.Info, Message: "no line", Pos: pos(file, 0, 0), End: pos(file, 0, 0)},
		{Rule: "assign", Category: "self", Severity: rule.Info, Message: "no column", Pos: pos(file, 3, 0), End: pos(file, 3, 0)},
		{Rule: "assign", Category: "self", Severity: rule.Info, Message: "no position"},
		{Rule: "assign", Severity: rule.Info, Message: "source is gone", Pos: pos("gone.go", 7, 3), End: pos("gone.go", 8, 1),
			Fixes: []report.Fix{{Message: "no way", Edits: []report.Edit{{File: "gone.go", Start: 3, End: 4}}}}},
	}
	report.AddFingerprints(findings, "/home/gopher/my app", read)
	return &report.Report{
		Tool:     report.Tool{Name: "asynclint", Version: "v1.2.3-0.20260102030405-abcdefabcdef", URL: "https://github.com/asynclint/asynclint"},
		Dir:      "/home/gopher/my app",
		Rules:    rules(),
		Findings: findings,
		Problems: []report.Problem{{Where: "example.com/broken", Message: "does not compile"}, {Message: "odd"}},
		Hidden:   3,
	}
}

func write(t *testing.T, r *report.Report) (text []byte, doc any) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.Write(&b, report.SARIF, r, report.Options{ReadFile: read}))
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	return b.Bytes(), doc
}

func TestSchema(t *testing.T) {
	s := schema(t)
	for name, r := range map[string]*report.Report{
		"full":     full(),
		"empty":    {Tool: report.Tool{Name: "asynclint", Version: "(devel)"}},
		"clean":    {Tool: report.Tool{Name: "asynclint", Version: "v1.0.0"}, Dir: "/home/gopher/my app", Rules: rules()},
		"problems": {Tool: report.Tool{Name: "asynclint"}, Problems: []report.Problem{{Message: "odd"}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, doc := write(t, r)
			assert.NoError(t, s.Validate(doc))
		})
	}

	// A validator that accepts anything would be no test.
	for _, change := range []func(run map[string]any){
		func(run map[string]any) { run["resluts"] = []any{} },
		func(run map[string]any) { run["columnKind"] = "bytes" },
		func(run map[string]any) { delete(run, "tool") },
	} {
		_, doc := write(t, full())
		change(doc.(map[string]any)["runs"].([]any)[0].(map[string]any))
		assert.Error(t, s.Validate(doc))
	}
}

// log is what the checks below read of a log.
type log struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				SemanticVersion string
				Rules           []struct {
					ID, Name             string
					FullDescription      struct{ Text string }
					Help                 struct{ Text, Markdown string }
					DefaultConfiguration struct{ Level string }
					Properties           map[string]any
				}
			}
		}
		Invocations        []struct{ ExecutionSuccessful bool }
		OriginalURIBaseIDs map[string]struct{ URI string }
		Results            []result
	}
}

type result struct {
	RuleID              string
	RuleIndex           int
	Message             struct{ Text string }
	Locations           []location
	RelatedLocations    []location
	PartialFingerprints map[string]string
	Fixes               []struct {
		ArtifactChanges []struct {
			ArtifactLocation artifact
			Replacements     []struct {
				DeletedRegion   region
				InsertedContent struct{ Text string }
			}
		}
	}
}

type location struct {
	ID               int
	PhysicalLocation struct {
		ArtifactLocation artifact
		Region           *region
	}
}

type artifact struct{ URI, URIBaseID string }

type region struct{ StartLine, StartColumn, EndLine, EndColumn int }

// What the schema can't say.
func TestMeaning(t *testing.T) {
	text, _ := write(t, full())
	var l log
	require.NoError(t, json.Unmarshal(text, &l))
	run := l.Runs[0]
	assert.Equal(t, "1.2.3-0.20260102030405-abcdefabcdef", run.Tool.Driver.SemanticVersion)
	assert.False(t, run.Invocations[0].ExecutionSuccessful)
	assert.Equal(t, "file:///home/gopher/my%20app/", run.OriginalURIBaseIDs["%SRCROOT%"].URI)

	seen := make(map[string]bool)
	for _, r := range run.Tool.Driver.Rules {
		assert.False(t, seen[r.ID], "rule %s is there twice", r.ID)
		seen[r.ID] = true
		assert.NotEqual(t, strings.ToLower(r.ID), strings.ToLower(r.Name))
		assert.NotEmpty(t, r.Help.Text)
		assert.NotEmpty(t, r.FullDescription.Text)
		assert.Contains(t, []string{"error", "warning", "note"}, r.DefaultConfiguration.Level)
		assert.Contains(t, []any{"error", "warning", "recommendation"}, r.Properties["problem.severity"])
	}

	fingerprints := make(map[string]bool)
	for _, res := range run.Results {
		assert.Equal(t, run.Tool.Driver.Rules[res.RuleIndex].ID, res.RuleID)
		assert.NotEmpty(t, res.Message.Text)
		for _, v := range res.PartialFingerprints {
			assert.False(t, fingerprints[v])
			fingerprints[v] = true
		}
		ids := make(map[int]bool)
		for _, loc := range append(res.Locations, res.RelatedLocations...) {
			uri, err := url.Parse(loc.PhysicalLocation.ArtifactLocation.URI)
			require.NoError(t, err)
			inside := loc.PhysicalLocation.ArtifactLocation.URIBaseID == "%SRCROOT%"
			assert.Equal(t, inside, !uri.IsAbs(), uri)
			assert.Empty(t, uri.Fragment, "%s", uri)
		}
		for _, loc := range res.RelatedLocations {
			assert.False(t, ids[loc.ID])
			ids[loc.ID] = true
		}
	}
	assert.Len(t, fingerprints, len(run.Results))
}

// Replacing regions as a consumer does gives what applying the edits gives.
func TestColumns(t *testing.T) {
	text, _ := write(t, full())
	var l log
	require.NoError(t, json.Unmarshal(text, &l))
	first := l.Runs[0].Results[0]

	loc := first.Locations[0].PhysicalLocation
	assert.Equal(t, artifact{"pkg/a%20b%231.go", "%SRCROOT%"}, loc.ArtifactLocation)
	assert.Equal(t, "go g(x)", cut(t, sources["/home/gopher/my app/pkg/a b#1.go"], *loc.Region))
	assert.Equal(t, "Listen", cut(t, sources["/usr/lib/go/src/net/net.go"], *first.RelatedLocations[0].PhysicalLocation.Region))

	var got []string
	for _, change := range first.Fixes[0].ArtifactChanges {
		name, err := url.PathUnescape(strings.TrimPrefix(change.ArtifactLocation.URI, "file://"))
		require.NoError(t, err)
		if change.ArtifactLocation.URIBaseID != "" {
			name = "/home/gopher/my app/" + name
		}
		for _, r := range change.Replacements {
			got = append(got, fmt.Sprintf("%q -> %q", cut(t, sources[name], r.DeletedRegion), r.InsertedContent.Text))
		}
	}
	assert.Equal(t, []string{`"" -> "// first\n"`, `"go g(x)" -> "_ = g(x)"`, `"\n\r\n" -> ""`}, got)

	last := l.Runs[0].Results[6]
	assert.Equal(t, "source is gone", last.Message.Text)
	assert.Equal(t, &region{StartLine: 7, EndLine: 8}, last.Locations[0].PhysicalLocation.Region, "columns can't be converted")
	assert.Empty(t, last.Fixes)
}

// cut returns the text of a region, counting in UTF-16 code units.
func cut(t *testing.T, text string, r region) string {
	t.Helper()
	offset := func(line, column int) int {
		at := 0
		for range line - 1 {
			at += strings.IndexByte(text[at:], '\n') + 1
		}
		units := 1
		for i, c := range text[at:] {
			if units == column {
				return at + i
			}
			units++
			if c > 0xffff {
				units++
			}
		}
		require.Equal(t, column, units, "column in the middle of a character")
		return len(text)
	}
	return text[offset(r.StartLine, r.StartColumn):offset(r.EndLine, r.EndColumn)]
}
