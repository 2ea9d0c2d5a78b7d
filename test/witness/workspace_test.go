package witness

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/format"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

const modulePath = "github.com/asynclint/asynclint/test/witness"

// The variants of a witness, and the folders of the workspace for them.
const (
	broken = "broken"
	fixed  = "fixed"
	cured  = "cured"
)

// scratch is a folder for what is built.
var scratch string

func TestMain(m *testing.M) {
	var err error
	if scratch, err = os.MkdirTemp("", "asynclint-witness-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	code := m.Run()
	if err := os.RemoveAll(scratch); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// A workspace is a copy of this module with all variants of the witnesses as
// packages VARIANT/RULE/CATEGORY.
type workspace struct {
	dir    string
	names  []string // RULE/CATEGORY
	binary string   // runs the trials
}

func newWorkspace(t *testing.T, names []string) *workspace {
	t.Helper()
	w := &workspace{dir: t.TempDir(), names: names}
	for _, name := range []string{"go.mod", "go.sum"} {
		copyFile(t, name, filepath.Join(w.dir, name))
	}
	require.NoError(t, os.CopyFS(filepath.Join(w.dir, "internal"), os.DirFS("internal")))
	for _, name := range names {
		for variant, hazard := range map[string]string{broken: "hazard.go", cured: "hazard.go", fixed: "fixed/hazard.go"} {
			to := filepath.Join(w.dir, variant, filepath.FromSlash(name))
			require.NoError(t, os.MkdirAll(to, 0o777))
			copyFile(t, filepath.Join(filepath.FromSlash(name), filepath.FromSlash(hazard)), filepath.Join(to, "hazard.go"))
			copyFile(t, filepath.Join(filepath.FromSlash(name), "probe.go"), filepath.Join(to, "probe.go"))
		}
	}
	return w
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, data, 0o666))
}

// build builds a test binary that can run every variant of every witness.
func (w *workspace) build(t *testing.T) {
	t.Helper()
	var imports, table strings.Builder
	for _, variant := range []string{broken, fixed, cured} {
		for i, name := range w.names {
			fmt.Fprintf(&imports, "%s%d %q\n", variant, i, path.Join(modulePath, variant, name))
			fmt.Fprintf(&table, "%q: %s%d.Witness,\n", path.Join(variant, name), variant, i)
		}
	}
	source, err := format.Source(fmt.Appendf(nil, `package trials

import (
	"testing"

	%q
	%s)

func TestTrial(t *testing.T) {
	harm.Main(t, map[string]harm.Witness{
		%s})
}
`, modulePath+"/internal/harm", &imports, &table))
	require.NoError(t, err)
	dir := filepath.Join(w.dir, "trials")
	require.NoError(t, os.Mkdir(dir, 0o777))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "trials_test.go"), source, 0o666))

	w.binary = filepath.Join(w.dir, "trials.exe")
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", w.binary, "./trials")
	build.Dir = w.dir
	// Where there is C, the runtime does not look for deadlocks.
	build.Env = append(os.Environ(), "GOEXPERIMENT=goroutineleakprofile", "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
}

// measured is what the trials of a variant have shown, together.
type measured struct {
	claimed string
	skipped string // why not all modes were tried, or ""
	counts  map[string]int
	numbers []string // by the mode
	stacks  []string
}

func (m *measured) String() string {
	var b strings.Builder
	for _, what := range slices.Sorted(maps.Keys(m.counts)) {
		fmt.Fprintf(&b, "%d %s, ", m.counts[what], what)
	}
	return strings.TrimSuffix(b.String(), ", ") + "\n" + strings.Join(slices.Concat(m.numbers, m.stacks), "\n")
}

// run runs a variant of a witness in a bubble and on the real clock. What both
// count is the larger of the two, unless it is the claimed harm: that must be
// seen wherever it can be.
func (w *workspace) run(t *testing.T, name string) *measured {
	t.Helper()
	m := &measured{counts: make(map[string]int)}
	for _, mode := range []string{harm.ModeBubble, harm.ModeClock} {
		r := w.trial(t, name, mode)
		m.claimed = r.Claimed
		m.skipped += r.Skipped
		if len(r.Numbers) > 0 {
			m.numbers = append(m.numbers, mode+": "+strings.Join(r.Numbers, "; "))
		}
		m.stacks = append(m.stacks, r.Stacks)
		for what, n := range r.Counts {
			if before, ok := m.counts[what]; ok && what == m.claimed && path.Dir(path.Dir(name)) == broken {
				n = min(n, before)
			} else if ok {
				n = max(n, before)
			}
			m.counts[what] = n
		}
	}
	t.Logf("%s", m)
	return m
}

// trial runs a variant of a witness in one mode, in a process of its own.
func (w *workspace) trial(t *testing.T, name, mode string) (r harm.Result) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	result := filepath.Join(t.TempDir(), "result.json")
	run := exec.CommandContext(ctx, w.binary, "-test.run=^TestTrial$")
	// As many as fixes let run at a time, here as everywhere.
	run.Env = append(os.Environ(), "GOMAXPROCS=4", harm.EnvTrial+"="+name, harm.EnvMode+"="+mode, harm.EnvResult+"="+result)
	out, err := run.CombinedOutput()
	failed := run.ProcessState != nil && run.ProcessState.ExitCode() == 2
	died := failed && bytes.Contains(out, []byte("panic: "+harm.Bug))
	deadlock := failed && bytes.Contains(out, []byte(harm.Deadlock))
	if !died && !deadlock {
		require.NoError(t, err, "%s in %s mode: %s", name, mode, out)
	}
	data, err := os.ReadFile(result)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &r), "%s", data)
	if deadlock {
		r.Counts = map[string]int{harm.Hung: 1}
	}
	if died || deadlock {
		r.Stacks = string(out)
	}
	return r
}
