package drivers

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/internal/report"
)

// A Finding is where a driver reported what.
type Finding struct {
	File     string // relative to the module, with slashes
	Line     int
	Rule     string
	Category string
}

// Sort brings findings into order, each once.
func Sort(list []Finding) []Finding {
	slices.SortFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Category, b.Category))
	})
	return slices.Compact(list)
}

// Tool builds the command, and returns the file.
func Tool(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "asynclint")
	if runtime.GOOS == "windows" {
		bin += ".exe"
	}
	Run(t, filepath.Dir(fixtest.Root(t)), "go", "-C", fixtest.Root(t), "build", "-o", bin, "./cmd/asynclint")
	return bin
}

// Run runs a command in dir and returns its standard output. It may fail if it
// prints something there: what it has found is no failure.
func Run(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && len(out) > 0 {
		err = nil
	}
	require.NoError(t, err, "%s\n%s\n%s", cmd, stderr.String(), out)
	return out
}

// Command returns what the command reports about the module in dir.
func Command(t *testing.T, tool, dir string, flags ...string) []Finding {
	t.Helper()
	out := Run(t, dir, tool, append(append([]string{"-format=json"}, flags...), "./...")...)
	var doc report.Document
	require.NoError(t, json.Unmarshal(out, &doc), "%s", out)
	assert.Empty(t, doc.Problems)
	var list []Finding
	for _, f := range doc.Findings {
		list = append(list, Finding{f.Pos.File, f.Pos.Line, f.Rule, f.Category})
	}
	return Sort(list)
}

// Vet returns what go vet reports about the module in dir with the command as
// its tool.
func Vet(t *testing.T, tool, dir string, flags ...string) []Finding {
	t.Helper()
	out := Run(t, dir, "go", append(append([]string{"vet", "-vettool=" + tool, "-json"}, flags...), "./...")...)
	return ParseVet(t, dir, out, "")
}

// ParseVet reads what a vettool prints with -json; what it said besides is shown
// if that makes no sense.
func ParseVet(t *testing.T, dir string, out []byte, besides string) []Finding {
	t.Helper()
	var list []Finding
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var tree map[string]map[string][]struct{ Posn, Category string }
		err := dec.Decode(&tree)
		if err == io.EOF {
			return Sort(list)
		}
		require.NoError(t, err, "%s\n%s", out, besides)
		for _, byRule := range tree {
			for name, found := range byRule {
				for _, f := range found {
					list = append(list, at(t, dir, f.Posn, name, f.Category))
				}
			}
		}
	}
}

// at returns the finding at file:line:column.
func at(t *testing.T, dir, posn, rule, category string) Finding {
	t.Helper()
	parts := strings.Split(posn, ":")
	require.GreaterOrEqual(t, len(parts), 3, posn)
	line, err := strconv.Atoi(parts[len(parts)-2])
	require.NoError(t, err, posn)
	return Finding{Relative(t, dir, strings.Join(parts[:len(parts)-2], ":")), line, rule, category}
}

// Relative returns a file's name as in a Finding.
func Relative(t *testing.T, dir, file string) string {
	t.Helper()
	if filepath.IsAbs(file) {
		for _, base := range []string{dir, resolved(dir)} {
			if rel, err := filepath.Rel(base, file); err == nil && filepath.IsLocal(rel) {
				return filepath.ToSlash(rel)
			}
		}
		t.Errorf("%s is not in %s", file, dir)
	}
	return strings.TrimPrefix(filepath.ToSlash(file), "./")
}

func resolved(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return dir
}

// Files returns the Go files below dir, by name.
func Files(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		text, err := os.ReadFile(name)
		files[Relative(t, dir, name)] = string(text)
		return err
	})
	require.NoError(t, err)
	return files
}
