package main

import (
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// What rows may link to: a package's documentation, with or without a symbol, or
// a line of a file in a repository at a tag or commit.
var (
	docAddress    = regexp.MustCompile(`^https://pkg\.go\.dev/[\w.~/-]+(@v?[\w.+-]+(/[\w./-]+)?)?$`)
	docFragment   = regexp.MustCompile(`^([A-Za-z]\w*(\.[A-Za-z]\w*)?)?$`)
	sourceAddress = regexp.MustCompile(`^https://github\.com/[\w.-]+/[\w.-]+/blob/[\w.+/-]+\.(go|md|s|h|c)$`)
	lineFragment  = regexp.MustCompile(`^L[1-9][0-9]*$`)
)

// assertAddress checks a link to the outside: its address and its fragment.
func assertAddress(t *testing.T, address, fragment string) {
	t.Helper()
	_, err := url.Parse(address)
	assert.NoError(t, err)
	if strings.HasPrefix(address, "https://pkg.go.dev/") {
		assert.Regexp(t, docAddress, address)
		assert.Regexp(t, docFragment, fragment, address)
		return
	}
	assert.Regexp(t, sourceAddress, address)
	assert.Regexp(t, lineFragment, fragment, address)
}

// Each row of the model is on the page of its module: with a link to the
// documentation of the very symbol, one to the line that its claim speaks of, and
// what there is to do instead.
func TestLoopPagesHaveEachRow(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	modules, err := readLoops(root)
	require.NoError(t, err)
	pages, err := loopPages(modules)
	require.NoError(t, err)
	rows := 0
	for _, m := range modules {
		page := pages["loops/"+m.page+".md"]
		assert.Contains(t, pages["loops/README.md"], "("+m.page+".md)")
		for _, c := range m.callbacks {
			rows++
			assert.Equal(t, m.path, c.Source.Module)
			assert.Contains(t, page, symbolLink(t, c.Source, c.Symbol))
			at, claim, ok := strings.Cut(c.Evidence, " — ")
			assert.True(t, ok, "%v: %s", c.Symbol, c.Evidence)
			assert.Contains(t, page, prose(claim), "%v", c.Symbol)
			file, line, _ := strings.Cut(at, ":")
			link := sourceLink(c.Source, file, line)
			assert.True(t, strings.HasSuffix(link, "/"+file+"#L"+line), "%v: %s", c.Symbol, link)
			assert.Contains(t, page, "("+link+")", "%v", c.Symbol)
			for _, text := range []string{c.Offload, c.When, c.ForbiddenNote, c.Reentry} {
				assert.Contains(t, page, prose(text), "%v", c.Symbol)
			}
			for _, f := range c.Forbidden {
				assert.Contains(t, page, symbolLink(t, c.Source, f.Symbol), "%v", c.Symbol)
				assert.Contains(t, page, prose(f.Why), "%v", c.Symbol)
			}
			if c.Confidence == apimodel.Inferred {
				assert.Contains(t, page, "`-apimodel.inferred`", "%v", c.Symbol)
			}
		}
		for _, n := range m.negatives {
			rows++
			assert.Contains(t, page, symbolLink(t, n.Source, n.Symbol))
			assert.Contains(t, page, prose(n.RunsOn)+" ("+prose(n.Why)+", ", "%v", n.Symbol)
		}
	}
	assert.Greater(t, rows, 700)
}

// symbolLink returns the end of the link to a symbol, which names it.
func symbolLink(t *testing.T, source apimodel.Source, s apimodel.Symbol) string {
	t.Helper()
	name := s.Name
	if s.Recv != "" {
		name = s.Recv + "." + s.Name
	}
	link := docLink(source, s)
	address, fragment, _ := strings.Cut(link, "#")
	path := regexp.MustCompile(`@[^/]+`).ReplaceAllString(strings.TrimPrefix(address, "https://pkg.go.dev/"), "")
	assert.Equal(t, s.Pkg, path, link)
	if s.Recv == "" || isExported(s.Recv) {
		assert.Equal(t, name, fragment, link)
	} else {
		assert.Empty(t, fragment, link)
	}
	return name + "`](" + link + ")"
}

func TestSourceLink(t *testing.T) {
	for _, test := range []struct{ module, version, want string }{
		{"std", "go1.26.8", "https://github.com/golang/go/blob/go1.26.8/src/a/b.go#L7"},
		{"github.com/o/r", "v1.2.3", "https://github.com/o/r/blob/v1.2.3/a/b.go#L7"},
		{"github.com/o/r/v2", "v2.0.0", "https://github.com/o/r/blob/v2.0.0/a/b.go#L7"},
		{"github.com/o/r", "v2.0.0+incompatible", "https://github.com/o/r/blob/v2.0.0/a/b.go#L7"},
		{"github.com/o/r", "v0.0.0-20240822202345-3c0e61ca19c9", "https://github.com/o/r/blob/3c0e61ca19c9/a/b.go#L7"},
		{"github.com/o/r", "v1.5.4-0.20250319132907-e064f32e3674", "https://github.com/o/r/blob/e064f32e3674/a/b.go#L7"},
		{"github.com/o/r/sub/v3", "v3.1.0", "https://github.com/o/r/blob/sub/v3.1.0/sub/a/b.go#L7"},
		{"github.com/go-gl/glfw/v3.3/glfw", "v0.0.0-20260823155953-d41da22a9587", "https://github.com/go-gl/glfw/blob/d41da22a9587/v3.3/glfw/a/b.go#L7"},
		{"github.com/wailsapp/wails/v2", "v2.9.2", "https://github.com/wailsapp/wails/blob/v2.9.2/v2/a/b.go#L7"},
		{"go.opentelemetry.io/otel/sdk/log", "v1.47.0", "https://github.com/open-telemetry/opentelemetry-go/blob/sdk/log/v1.47.0/sdk/log/a/b.go#L7"},
		{"golang.org/x/exp/jsonrpc2", "v0.0.0-20260709172345-9ea1abe57597", "https://github.com/golang/exp/blob/9ea1abe57597/jsonrpc2/a/b.go#L7"},
		{"gioui.org", "v0.10.3", "https://github.com/gioui/gio/blob/v0.10.3/a/b.go#L7"},
		{"example.com/r", "v1.0.0", ""},
	} {
		assert.Equal(t, test.want, sourceLink(apimodel.Source{Module: test.module, Version: test.version}, "a/b.go", "7"), test.module)
	}
}

func TestDocLink(t *testing.T) {
	std := apimodel.Source{Module: "std", Version: "go1.26.8"}
	v2 := apimodel.Source{Module: "example.com/m/v2", Version: "v2.1.0"}
	for _, test := range []struct {
		source apimodel.Source
		symbol apimodel.Symbol
		want   string
	}{
		{std, apimodel.Symbol{Pkg: "net/http", Recv: "Server", Name: "ConnState"}, "https://pkg.go.dev/net/http@go1.26.8#Server.ConnState"},
		{std, apimodel.Symbol{Pkg: "testing", Recv: "common", Name: "Cleanup"}, "https://pkg.go.dev/testing@go1.26.8"},
		{v2, apimodel.Symbol{Pkg: "example.com/m/v2", Name: "F"}, "https://pkg.go.dev/example.com/m/v2@v2.1.0#F"},
		{v2, apimodel.Symbol{Pkg: "example.com/m/v2/p", Recv: "T", Name: "M"}, "https://pkg.go.dev/example.com/m/v2@v2.1.0/p#T.M"},
		{v2, apimodel.Symbol{Pkg: "example.com/m/v22", Name: "F"}, "https://pkg.go.dev/example.com/m/v22#F"},
		{v2, apimodel.Symbol{Pkg: "time", Name: "Sleep"}, "https://pkg.go.dev/time#Sleep"},
	} {
		assert.Equal(t, test.want, docLink(test.source, test.symbol))
	}
}

func TestNamePages(t *testing.T) {
	var modules []*loopModule
	for _, path := range []string{"example.com/a/b", "example.com/a/c/v2", "example.com/d/c", "example.org/a/e", "github.com/charmbracelet/bubbletea"} {
		modules = append(modules, &loopModule{path: path})
	}
	namePages(modules)
	var names []string
	for _, m := range modules {
		names = append(names, m.page)
	}
	assert.Equal(t, []string{"b", "a-c", "d-c", "e", "bubbletea"}, names)
}

func TestProse(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"start a goroutine (go func(){...}()) and return", "start a goroutine (`go func(){...}()`) and return"},
		{"SetOrderMatters(false), or else", "`SetOrderMatters(false)`, or else"},
		{"return a tea.Cmd; e.g. none", "return a `tea.Cmd`; e.g. none"},
		{"a Cmd (func() tea.Msg) or x/pool.Default().Submit", "a Cmd (`func() tea.Msg`) or `x/pool.Default().Submit`"},
		{"go func(){ work; fyne.Do(func(){ f(x) }) }() there", "`go func(){ work; fyne.Do(func(){ f(x) }) }()` there"},
		{"the *Program from <-ch", "the \\*Program from <-ch"},
		{"goroutine(s); called (once)", "goroutine(s); called (once)"},
	} {
		assert.Equal(t, test.want, prose(test.text))
	}
}

func TestHeading(t *testing.T) {
	assert.Equal(t, "The one loop", heading("the one loop"))
	assert.Equal(t, "driverConn mutex", heading("driverConn mutex"))
	assert.Equal(t, "Reads \\<T>", heading("reads <T>"))
}
