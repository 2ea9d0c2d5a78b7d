package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"html/template"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGolden(t *testing.T) {
	for _, tt := range []struct {
		file   string
		format Format
		color  bool
	}{
		{"sample.txt", Text, false},
		{"sample.ansi", Text, true},
		{"sample.json", JSON, false},
		{"sample.sarif", SARIF, false},
		{"sample.github", GitHub, false},
		{"sample.gitlab", GitLab, false},
		{"sample.html", HTML, false},
	} {
		t.Run(tt.file, func(t *testing.T) {
			r, f := sample(t)
			var b strings.Builder
			require.NoError(t, Write(&b, tt.format, r, Options{Color: tt.color, ReadFile: f.read}))
			golden(t, tt.file, b.String())
			for name, n := range f.reads {
				assert.Equal(t, 1, n, "%s is read more than once", name)
			}
		})
	}
}

func TestEmpty(t *testing.T) {
	for _, tt := range []struct {
		name   string
		format Format
		report Report
		want   string
	}{
		{"clean text", Text, Report{Packages: 3}, ""},
		{"clean github", GitHub, Report{Packages: 3}, ""},
		{"clean gitlab", GitLab, Report{Packages: 3}, "[]\n"},
		{"hidden", Text, Report{Hidden: 2}, "no findings; 2 hidden by the baseline\n"},
		{"problem", Text, Report{Problems: []Problem{{Message: "x"}}}, "no findings; 1 problem\n"},
		{"json", JSON, Report{Tool: Tool{Name: "asynclint", Version: "v1"}}, `{
  "version": 1,
  "tool": {
    "name": "asynclint",
    "version": "v1"
  },
  "findings": [],
  "problems": [],
  "summary": {
    "findings": 0,
    "files": 0,
    "fixable": 0,
    "hidden": 0,
    "problems": 0,
    "packages": 0,
    "rules": []
  }
}
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			require.NoError(t, Write(&b, tt.format, &tt.report, Options{}))
			assert.Equal(t, tt.want, b.String())
		})
	}
}

func TestParseFormat(t *testing.T) {
	for _, f := range Formats() {
		got, err := ParseFormat(string(f))
		require.NoError(t, err)
		assert.Equal(t, f, got)
	}
	_, err := ParseFormat("xml")
	require.EqualError(t, err, `unknown format "xml": want text, json, sarif, github, gitlab or html`)
	require.Error(t, Write(new(strings.Builder), "xml", &Report{}, Options{}))
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteError(t *testing.T) {
	for _, f := range Formats() {
		t.Run(string(f), func(t *testing.T) {
			r, files := sample(t)
			require.ErrorContains(t, Write(fullDisk{}, f, r, Options{ReadFile: files.read}), "no space left")
		})
	}
}

// The document can be read back into the types that describe it.
func TestJSONRoundTrip(t *testing.T) {
	r, f := sample(t)
	var b strings.Builder
	require.NoError(t, Write(&b, JSON, r, Options{ReadFile: f.read}))
	var doc Document
	dec := json.NewDecoder(strings.NewReader(b.String()))
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&doc))
	assert.Equal(t, DocumentVersion, doc.Version)
	assert.Equal(t, r.Tool, doc.Tool)
	assert.Equal(t, r.Problems, doc.Problems)
	require.Len(t, doc.Findings, len(r.Findings))
	src := newSources(r.Dir, f.read)
	for i, got := range doc.Findings {
		assert.Equal(t, r.Findings[i].withFiles(src.slash), got)
		assert.NotContains(t, got.Pos.File, sampleDir)
	}
	assert.Equal(t, Summary{
		Findings: 12, Files: 8, Fixable: 4, Hidden: 5, Problems: 2, Packages: 9,
		Rules: doc.Summary.Rules,
	}, doc.Summary)
}

// Writing must not change the report: its findings may be used afterwards.
func TestWriteKeepsReport(t *testing.T) {
	r, f := sample(t)
	want, _ := sample(t)
	for _, format := range Formats() {
		require.NoError(t, Write(new(strings.Builder), format, r, Options{ReadFile: f.read}))
	}
	assert.Equal(t, want, r)
}

func TestPage(t *testing.T) {
	r, f := sample(t)
	var b strings.Builder
	require.NoError(t, Write(&b, HTML, r, Options{ReadFile: f.read}))
	page := b.String()
	for i := range r.Findings {
		f := &r.Findings[i]
		assert.Contains(t, page, template.HTMLEscapeString(visible(f.Message)), "message")
		assert.Contains(t, page, ">"+f.ID(), "rule")
		for _, rel := range f.Related {
			assert.Contains(t, page, template.HTMLEscapeString(rel.Message), "evidence")
		}
	}
	for _, p := range r.Problems {
		assert.Contains(t, page, template.HTMLEscapeString(p.String()))
	}
	assert.Equal(t, len(r.Findings), strings.Count(page, "<article "))
	assert.Equal(t, len(r.Findings), strings.Count(page, "<li data-for="))
	for _, resource := range []string{" src=", "<link", "@import", "url(", "<img", "<iframe"} {
		assert.NotContains(t, page, resource)
	}
	assert.Equal(t, 1, strings.Count(page, "<script>"), "source must not be able to start a script")
	for rest := page; ; {
		i := strings.Index(rest, "http")
		if i < 0 {
			break
		}
		if strings.HasPrefix(rest[i:], "https://") {
			assert.True(t, strings.HasSuffix(rest[:i], `href="`), "an address that is not a link: %.60s", rest[i:])
		}
		assert.False(t, strings.HasPrefix(rest[i:], "http://"))
		rest = rest[i+4:]
	}
}

// TestNoLinks has messages of which a viewer of SARIF would make links.
func TestNoLinks(t *testing.T) {
	for text, want := range map[string]string{
		"handlers[name](1) blocks":      `handlers\[name\](1) blocks`,
		"Do[int](x): a [y]":             `Do\[int\](x): a \[y\]`,
		"the channel in waiters[id]":    "the channel in waiters[id]",
		"func(){...}() is never joined": "func(){...}() is never joined",
	} {
		r := &Report{
			Findings: []Finding{{Message: text, Related: []Related{{Pos: Position{File: "a.go"}, Message: text}}}},
			Problems: []Problem{{Message: text}},
		}
		var b bytes.Buffer
		require.NoError(t, Write(&b, SARIF, r, Options{}))
		var log sarifLog
		require.NoError(t, json.Unmarshal(b.Bytes(), &log))
		run := log.Runs[0]
		assert.Equal(t, want, run.Results[0].Message.Text)
		assert.Equal(t, want, run.Results[0].RelatedLocations[0].Message.Text)
		assert.Equal(t, want, run.Invocations[0].ToolExecutionNotifications[0].Message.Text)
	}
}
