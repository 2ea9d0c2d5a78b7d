package gopls

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/test/drivers"
)

// built holds what TestMain builds.
var built struct{ tool, server string }

// TestMain builds the command, and the server with it, as a user does.
func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "gopls-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	built.tool, built.server = filepath.Join(dir, "asynclint.exe"), filepath.Join(dir, "gopls.exe")
	for _, args := range [][]string{
		{"go", "-C", "../..", "build", "-o", built.tool, "./cmd/asynclint"},
		{built.tool, "gopls", "-o", built.server},
	} {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = "../.."
		if args[0] == "go" {
			cmd.Dir = ""
		}
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			fmt.Fprintln(os.Stderr, cmd, err)
			return 1
		}
	}
	return m.Run()
}

// settings are those of a user who wants diagnostics at once.
func settings(analyses map[string]bool) map[string]any {
	s := map[string]any{"diagnosticsDelay": "0s"}
	if analyses != nil {
		s["analyses"] = analyses
	}
	return s
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
	}
}

func ours(list []diagnostic) []diagnostic {
	return slices.DeleteFunc(slices.Clone(list), func(d diagnostic) bool { return !isRule(d.Source) })
}

func isRule(name string) bool {
	for _, r := range analyzers.All() {
		if r.Name() == name {
			return true
		}
	}
	return false
}

func some(list []diagnostic) bool { return len(ours(list)) > 0 }
func none(list []diagnostic) bool { return len(ours(list)) == 0 }

const (
	goMod = "module example.com/m\n\ngo 1.25.0\n"

	serve = `package m

import "net/http"

// Serve serves.
func Serve() {
	go http.ListenAndServe(":80", nil)
}
`
)

func TestOpenAndEdit(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"go.mod": goMod, "m.go": serve})
	c := start(t, built.server, dir, settings(nil))

	c.open("m.go", serve)
	found := ours(c.until("m.go", some).Diagnostics)
	require.Len(t, found, 1)
	d := found[0]
	assert.Equal(t, "lostgoerror", d.Source)
	assert.Equal(t, "go-result", d.Code)
	assert.Equal(t, severityWarning, d.Severity)
	assert.Equal(t, span{position{6, 1}, position{6, 35}}, d.Range)
	assert.Equal(t, "go statement drops the error of http.ListenAndServe: a failure goes unnoticed", d.Message)
	require.NotNil(t, d.CodeDescription)
	assert.Equal(t, "https://github.com/asynclint/asynclint/blob/main/docs/rules/lostgoerror.md#go-result", d.CodeDescription.Href)

	c.change("m.go", strings.Replace(serve, "go http", "_ = http", 1))
	c.until("m.go", none)
	c.change("m.go", serve)
	c.until("m.go", some)
}

const loop = `package m

import (
	"time"
)

// A Server has a loop.
type Server struct {
	in   chan int
	more chan int
	done chan struct{}
}

// New starts a server.
func New() *Server {
	s := &Server{in: make(chan int), more: make(chan int), done: make(chan struct{})}
	go s.run()
	return s
}

// Send sends.
func (s *Server) Send(n int) { s.in <- n }

// More sends, too.
func (s *Server) More(n int) { s.more <- n }

// Close stops the server.
func (s *Server) Close() { close(s.done) }

func (s *Server) run() {
	for {
		select {
		case <-s.in:
			time.Sleep(time.Minute)
		case <-s.more:
		case <-s.done:
			return
		}
	}
}
`

// TestEvidence: what a finding rests on can be clicked on.
func TestEvidence(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"go.mod": goMod, "m.go": loop})
	c := start(t, built.server, dir, settings(nil))
	c.open("m.go", loop)
	found := ours(c.until("m.go", some).Diagnostics)
	require.Len(t, found, 1)
	assert.Equal(t, "select-blocks", found[0].Code)
	require.NotEmpty(t, found[0].RelatedInformation)
	for _, r := range found[0].RelatedInformation {
		assert.Equal(t, c.uri("m.go"), r.Location.URI)
		assert.NotEmpty(t, r.Message)
	}
}

// TestQuickFix: what the editor makes of the fix is what -fix makes of the file.
func TestQuickFix(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"go.mod": goMod, "m.go": serve})
	c := start(t, built.server, dir, settings(nil))
	c.open("m.go", serve)
	d := ours(c.until("m.go", some).Diagnostics)[0]
	actions := c.fixes("m.go", d)
	i := slices.IndexFunc(actions, func(a codeAction) bool { return strings.HasPrefix(a.Title, "Log the error") })
	require.GreaterOrEqual(t, i, 0, "%v", actions)
	require.Len(t, actions[i].Edit.DocumentChanges, 1)
	got := apply(t, serve, actions[i].Edit.DocumentChanges[0].Edits)

	fix := exec.CommandContext(t.Context(), built.tool, "-fix", "./...")
	fix.Dir = dir
	out, err := fix.CombinedOutput()
	require.NoError(t, err, "%s", out)
	want, err := os.ReadFile(filepath.Join(dir, "m.go"))
	require.NoError(t, err)
	assert.NotEqual(t, serve, string(want))
	assert.Equal(t, string(want), got)
	c.change("m.go", got)
	c.until("m.go", none)
}

// apply applies edits of a text in ASCII.
func apply(t *testing.T, text string, edits []textEdit) string {
	t.Helper()
	offset := func(p position) int {
		lines := strings.SplitAfter(text, "\n")
		return len(strings.Join(lines[:p.Line], "")) + p.Character
	}
	slices.SortStableFunc(edits, func(a, b textEdit) int { return offset(b.Range.Start) - offset(a.Range.Start) })
	for _, e := range edits {
		text = text[:offset(e.Range.Start)] + e.NewText + text[offset(e.Range.End):]
	}
	return text
}

const (
	user = `package m

import "example.com/m/dep"

// A Server has a loop.
type Server struct{ in, more, done chan int }

// New starts a server.
func New() *Server {
	s := &Server{make(chan int), make(chan int), make(chan int)}
	go s.run()
	return s
}

// Send sends.
func (s *Server) Send(n int) { s.in <- n }

// More sends, too.
func (s *Server) More(n int) { s.more <- n }

// Close stops the server.
func (s *Server) Close() { close(s.done) }

func (s *Server) run() {
	for {
		select {
		case n := <-s.in:
			dep.Work(n)
		case <-s.more:
		case <-s.done:
			return
		}
	}
}
`
	quick = "package dep\n\n// Work works.\nfunc Work(n int) {}\n"
	slow  = "package dep\n\nimport \"net/http\"\n\n// Work works.\nfunc Work(n int) {\n\tif r, err := http.Get(\"http://example.com\"); err == nil {\n\t\tr.Body.Close()\n\t}\n}\n"
)

// TestFacts: what is known of a dependency reaches its dependents in the editor,
// while both are being edited.
func TestFacts(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"go.mod": goMod, "m.go": user, "dep/dep.go": quick})
	c := start(t, built.server, dir, settings(nil))
	c.open("m.go", user)
	c.open("dep/dep.go", quick)
	c.until("m.go", none)
	c.change("dep/dep.go", slow)
	found := ours(c.until("m.go", some).Diagnostics)
	assert.Equal(t, "loopblock", found[0].Source)
	assert.Contains(t, found[0].Message, "dep.Work → http.Get")
	c.change("dep/dep.go", quick)
	c.until("m.go", none)
}

// TestAnalysesSetting uses both names that editors have for it.
func TestAnalysesSetting(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"go.mod": goMod, "m.go": serve})
	c := start(t, built.server, dir, settings(nil))
	c.open("m.go", serve)
	c.until("m.go", some)
	for _, name := range []string{"analyses", "ui.diagnostic.analyses"} {
		c.configure(map[string]any{"diagnosticsDelay": "0s", name: map[string]bool{"lostgoerror": false}})
		c.until("m.go", none)
		c.configure(map[string]any{"diagnosticsDelay": "0s", name: map[string]bool{"lostgoerror": true}})
		c.until("m.go", some)
	}
}

// TestSettingsExist: what docs/editors.md names, gopls has.
func TestSettingsExist(t *testing.T) {
	var gopls struct{ Dir string }
	require.NoError(t, json.Unmarshal(drivers.Run(t, t.TempDir(), "go", "mod", "download", "-json", "golang.org/x/tools/gopls@v0.23.0"), &gopls))
	known, err := os.ReadFile(filepath.Join(gopls.Dir, "doc", "settings.md"))
	require.NoError(t, err)
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "editors.md"))
	require.NoError(t, err)
	for _, name := range []string{"analyses", "diagnosticsTrigger"} {
		assert.Contains(t, string(page), name)
		assert.Contains(t, string(known), "### `"+name+" ")
	}
}

// TestAllDrivers: one module, and the same findings whoever runs the analyzers.
func TestAllDrivers(t *testing.T) {
	dir := drivers.Module(t)
	want := drivers.Command(t, built.tool, dir)
	require.NotEmpty(t, want)

	t.Run("go vet", func(t *testing.T) {
		assert.Equal(t, want, drivers.Vet(t, built.tool, dir))
	})
	t.Run("nogo", func(t *testing.T) {
		// What only a suite can know about directives, a single analyzer can't.
		known := slices.DeleteFunc(slices.Clone(want), func(f drivers.Finding) bool {
			return f.Rule == "baddirective" && (f.Category == "unknown-rule" || f.Category == "unused-ignore")
		})
		assert.Equal(t, known, drivers.Nogo(t, drivers.BuildNogo(t), dir, drivers.NogoFlags()...))
	})
	t.Run("golangci-lint", func(t *testing.T) {
		bin := filepath.Join(t.TempDir(), "golangci-lint.exe")
		drivers.Run(t, ".", "go", "-C", filepath.Join("..", "golangci"), "build", "-o", bin, "./golangci-lint")
		assert.Equal(t, want, drivers.RunGolangci(t, bin, dir, "{}").Findings)
	})
	t.Run("gopls", func(t *testing.T) {
		assert.Equal(t, want, inEditor(t, dir, want))
	})
}

// inEditor returns what an editor shows that has all files open: how many
// findings are to be expected in each tells when the server is done.
func inEditor(t *testing.T, dir string, want []drivers.Finding) []drivers.Finding {
	t.Helper()
	count := make(map[string]int)
	for _, f := range want {
		count[f.File]++
	}
	c := start(t, built.server, dir, settings(nil))
	files := drivers.Files(t, dir)
	for name, text := range files {
		c.open(name, text)
	}
	var got []drivers.Finding
	for name := range files {
		p := c.until(name, func(list []diagnostic) bool { return len(findings(name, list)) == count[name] })
		got = append(got, findings(name, p.Diagnostics)...)
	}
	return drivers.Sort(got)
}

func findings(name string, list []diagnostic) []drivers.Finding {
	var found []drivers.Finding
	for _, d := range ours(list) {
		found = append(found, drivers.Finding{File: name, Line: d.Range.Start.Line + 1, Rule: d.Source, Category: fmt.Sprint(d.Code)})
	}
	return drivers.Sort(found)
}

// maxRatio is how much longer diagnostics may take with the suite.
const maxRatio = 1.25

// TestLatency measures the time from an edit of a real package to its
// diagnostics, with the suite and without, by turns.
func TestLatency(t *testing.T) {
	const edited = "raft.go"
	off := make(map[string]bool)
	for _, r := range analyzers.All() {
		off[r.Name()] = false
	}
	servers := map[string]*client{}
	var text string
	for name, analyses := range map[string]map[string]bool{"with": nil, "without": off} {
		dir := realModule(t)
		data, err := os.ReadFile(filepath.Join(dir, edited))
		require.NoError(t, err)
		text = string(data)
		servers[name] = start(t, built.server, dir, settings(analyses))
		servers[name].open(edited, text)
		servers[name].change(edited, text+mistake)
		servers[name].until(edited, vetted)
	}
	// A machine with other things to do makes some rounds slow: what counts is
	// whether the suite can be that fast.
	edits, ratio := 0, 0.0
	for range 3 {
		times := make(map[string][]time.Duration)
		for range 8 {
			for _, name := range []string{"with", "without"} {
				c := servers[name]
				edits++
				began := time.Now()
				c.change(edited, fmt.Sprintf("%s%s// edit %d\n", text, mistake, edits))
				times[name] = append(times[name], c.until(edited, vetted).at.Sub(began))
			}
		}
		with, without := median(times["with"]), median(times["without"])
		ratio = float64(with) / float64(without)
		t.Logf("from an edit of raft/raft.go to its diagnostics: %v with the suite, %v without, %.2f times", with.Round(time.Millisecond), without.Round(time.Millisecond), ratio)
		if ratio <= maxRatio {
			break
		}
	}
	assert.LessOrEqual(t, ratio, maxRatio)
}

// mistake is what an analyzer of gopls itself reports: diagnostics of all
// analyzers are published together.
const mistake = "\nvar _ = fmt.Sprintf(\"%d\", \"no number\")\n"

func vetted(list []diagnostic) bool {
	return slices.ContainsFunc(list, func(d diagnostic) bool { return d.Source == "printf" })
}

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

// realModule returns a copy of a module of the cache.
func realModule(t *testing.T) string {
	t.Helper()
	from := strings.TrimSpace(string(drivers.Run(t, ".", "go", "list", "-m", "-f", "{{.Dir}}", "github.com/hashicorp/raft")))
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(from)))
	return dir
}
