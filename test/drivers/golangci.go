package drivers

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// golangciConfig is what a user writes, with all that would hide findings turned off,
// and settings for the plugin.
const golangciConfig = `version: "2"
linters:
  default: none
  enable: [asynclint]
  settings:
    custom:
      asynclint:
        type: module
        description: finds what asynchronous code loses
        original-url: github.com/asynclint/asynclint
        settings: SETTINGS
issues:
  max-issues-per-linter: 0
  max-same-issues: 0
  uniq-by-line: false
`

// Golangci is what golangci-lint has said.
type Golangci struct {
	Findings []Finding
	Messages []string
	Stderr   string
	Code     int
}

// RunGolangci runs golangci-lint, built with the plugin, on the module in dir
// with settings for the plugin, in YAML, and a cache of the module's own.
func RunGolangci(t *testing.T, bin, dir, settings string, args ...string) Golangci {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".golangci.yml"), []byte(strings.Replace(golangciConfig, "SETTINGS", settings, 1)), 0o666))
	out := filepath.Join(t.TempDir(), "out.json")
	cmd := exec.CommandContext(t.Context(), bin, append([]string{"run", "--output.json.path=" + out}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+filepath.Join(dir, ".cache"), "GL_DEBUG=goanalysis/issues/cache", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	r := Golangci{Stderr: stderr.String()}
	if exit != nil {
		r.Code = exit.ExitCode()
	}
	text, err := os.ReadFile(out)
	if errors.Is(err, os.ErrNotExist) {
		return r
	}
	require.NoError(t, err)
	var doc struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename string
				Line     int
			}
		}
	}
	require.NoError(t, json.Unmarshal(text, &doc), "%s", text)
	for _, i := range doc.Issues {
		require.Equal(t, "asynclint", i.FromLinter, i.Text)
		m := golangciIssue.FindStringSubmatch(i.Text)
		require.NotNil(t, m, i.Text)
		r.Messages = append(r.Messages, m[2])
		r.Findings = append(r.Findings, Finding{File: filepath.ToSlash(i.Pos.Filename), Line: i.Pos.Line, Rule: m[1], Category: m[3]})
	}
	r.Findings = Sort(r.Findings)
	return r
}

// golangciIssue matches the text of an issue: golangci-lint adds the rule to it.
var golangciIssue = regexp.MustCompile(`^([a-z]+): (.+) \[([a-z-]+)\]$`)
