// Package ci tries what the documentation tells users to write into the files of
// their CI, as far as that can be done without the services.
package ci

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/test/drivers"
)

// An action is what action.yml says.
type action struct {
	Name, Description string
	Inputs            map[string]struct{ Description, Default string }
	Runs              struct {
		Using string
		Steps []step
	}
}

type step struct {
	Name, Shell, Run, Uses, If string
	WorkingDirectory           string `yaml:"working-directory"`
	Env, With                  map[string]string
}

func readYAML(t *testing.T, name string, to any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(fixtest.Root(t), name))
	require.NoError(t, err)
	dec := yaml.NewDecoder(bytes.NewReader(text))
	require.NoError(t, dec.Decode(to), name)
}

const serve = "package m\n\nimport \"net/http\"\n\nfunc Serve() {\n\tgo http.ListenAndServe(\":80\", nil)\n}\n"

// module writes a module with one finding.
func module(t *testing.T, dir string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(dir, 0o777))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/m\n\ngo 1.25.0\n"), 0o666))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "m.go"), []byte(serve), 0o666))
}

// TestAction runs the steps of the action as a runner does: with the inputs put
// in, in a shell that ends with the first error.
func TestAction(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	var a action
	readYAML(t, "action.yml", &a)
	assert.Equal(t, "composite", a.Runs.Using)

	run := func(t *testing.T, inputs map[string]string) (stdout string, code int, sarif []byte) {
		workspace, temp := t.TempDir(), t.TempDir()
		module(t, filepath.Join(workspace, "sub"))
		expand := func(text string) string {
			return expression.ReplaceAllStringFunc(text, func(e string) string {
				name := expression.FindStringSubmatch(e)[1]
				if name == "runner.temp" {
					return temp
				}
				key, ok := strings.CutPrefix(name, "inputs.")
				require.True(t, ok, e)
				in, known := a.Inputs[key]
				require.True(t, known, "%s is no input", key)
				if v, ok := inputs[key]; ok {
					return v
				}
				return in.Default
			})
		}
		var out bytes.Buffer
		for _, s := range a.Runs.Steps {
			if s.Run == "" {
				require.NotEmpty(t, s.Uses)
				assert.Equal(t, filepath.Join(temp, "asynclint.sarif"), expand(s.With["sarif_file"]))
				continue
			}
			assert.Equal(t, "bash", s.Shell, "a composite action names its shell")
			assert.NotContains(t, s.Run, "${{", "inputs are no part of a script")
			cmd := exec.CommandContext(t.Context(), bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
			cmd.Dir = filepath.Join(workspace, expand(s.WorkingDirectory))
			cmd.Env = append(os.Environ(), "GITHUB_ACTION_PATH="+fixtest.Root(t), "GITHUB_WORKSPACE="+workspace, "RUNNER_TEMP="+temp)
			for name, value := range s.Env {
				cmd.Env = append(cmd.Env, name+"="+expand(value))
			}
			cmd.Stdout, cmd.Stderr = &out, &out
			err := cmd.Run()
			if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
				code = exit.ExitCode()
				break
			}
			require.NoError(t, err, "%s", out.String())
		}
		sarif, err := os.ReadFile(filepath.Join(temp, "asynclint.sarif"))
		require.NoError(t, err, "%s", out.String())
		return out.String(), code, sarif
	}

	out, code, sarif := run(t, map[string]string{"working-directory": "sub"})
	assert.Equal(t, 1, code)
	assert.Contains(t, out, "::warning file=sub/m.go,line=6,")
	assert.True(t, json.Valid(sarif))
	assert.Contains(t, string(sarif), "lostgoerror/go-result")

	out, code, _ = run(t, map[string]string{"working-directory": "sub", "flags": "-skip=lostgoerror -severity=error"})
	assert.Zero(t, code, out)

	out, code, _ = run(t, map[string]string{"working-directory": "sub", "new-from-rev": "HEAD"})
	assert.Equal(t, 2, code, out)
	assert.Contains(t, out, "not a git repository")
}

var expression = regexp.MustCompile(`\$\{\{ ([a-z.-]+) \}\}`)

// TestPreCommit: pre-commit installs the commands of the repository, and runs the
// entry.
func TestPreCommit(t *testing.T) {
	var hooks []struct {
		ID, Name, Entry, Language string
		PassFilenames             bool `yaml:"pass_filenames"`
	}
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	require.Len(t, hooks, 2)
	tool := drivers.Tool(t)
	dir := t.TempDir()
	module(t, dir)
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "first"}} {
		drivers.Run(t, dir, "git", args...)
	}
	codes := map[string]int{"asynclint": 0, "asynclint-all": 1}
	for _, h := range hooks {
		assert.Equal(t, "golang", h.Language)
		words := strings.Fields(h.Entry)
		assert.Equal(t, "asynclint", words[0])
		cmd := exec.CommandContext(t.Context(), tool, words[1:]...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) {
			require.NoError(t, err)
		}
		assert.Equal(t, codes[h.ID], cmd.ProcessState.ExitCode(), "%s: %s", h.ID, out)
	}
}

// TestSharedCache: what one machine has analysed, another one gets from a cache
// that they share.
func TestSharedCache(t *testing.T) {
	tool, bin := drivers.Tool(t), t.TempDir()
	prog := filepath.Join(bin, "cacheprog.exe")
	drivers.Run(t, ".", "go", "build", "-o", prog, "./cacheprog")
	shared, checkout := t.TempDir(), filepath.Join(t.TempDir(), "m")

	// A machine that runs the tool puts what that printed.
	machine := func() (findings []drivers.Finding, puts int) {
		require.NoError(t, os.RemoveAll(checkout))
		module(t, checkout)
		log := filepath.Join(t.TempDir(), "log")
		t.Setenv("GOCACHE", t.TempDir())
		t.Setenv("GOCACHEPROG", fmt.Sprintf("%s -dir=%s -log=%s", prog, shared, log))
		findings = drivers.Command(t, tool, checkout)
		text, err := os.ReadFile(log)
		require.NoError(t, err)
		return findings, strings.Count(string(text), "put ")
	}
	first, computed := machine()
	assert.Len(t, first, 1)
	assert.Positive(t, computed)
	second, again := machine()
	assert.Equal(t, first, second)
	t.Logf("entries made: %d by the first machine, %d by the second", computed, again)
	assert.Zero(t, again)
}

// TestGoTool follows the README: the command as a tool of a module.
func TestGoTool(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	drivers.Published(t)
	write("go.mod", "module example.com/m\n\ngo 1.25.0\n")
	write("m.go", "package m\n\nimport \"net/http\"\n\nfunc Serve() {\n\tgo http.ListenAndServe(\":80\", nil)\n}\n")
	drivers.Run(t, dir, "go", "get", "-tool", "github.com/asynclint/asynclint/cmd/asynclint@latest")
	want := []drivers.Finding{{File: "m.go", Line: 6, Rule: "lostgoerror", Category: "go-result"}}

	text := drivers.Run(t, dir, "go", "tool", "asynclint", "./...")
	assert.Contains(t, string(text), "m.go:6:2: ")
	tool := strings.TrimSpace(string(drivers.Run(t, dir, "go", "tool", "-n", "asynclint")))
	assert.Equal(t, want, drivers.Command(t, tool, dir))
	assert.Equal(t, want, drivers.Vet(t, tool, dir))
}

// TestExamples: the YAML of the documentation is YAML.
func TestExamples(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(fixtest.Root(t), "docs", "*.md"))
	require.NoError(t, err)
	pages = append(pages, filepath.Join(fixtest.Root(t), "README.md"))
	count := 0
	for _, page := range pages {
		text, err := os.ReadFile(page)
		require.NoError(t, err)
		for _, block := range yamlBlock.FindAllStringSubmatch(string(text), -1) {
			var v any
			assert.NoError(t, yaml.Unmarshal([]byte(block[1]), &v), "%s:\n%s", page, block[1])
			count++
		}
	}
	assert.GreaterOrEqual(t, count, 6)
}

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")
