package driver_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/asynclint/asynclint/internal/driver"
	"github.com/asynclint/asynclint/internal/report"
)

// toyTool is the environment variable that makes the test binary a tool with
// the tests' suite. It is set for all that the tests start, go vet passes it on.
const toyTool = "ASYNCLINT_TEST_TOY"

func TestMain(m *testing.M) {
	if os.Getenv(toyTool) == "" {
		os.Exit(m.Run())
	}
	suite, args := toySuite(), os.Args[1:]
	suite.GoVersion = os.Getenv(toyTool + "_GO")
	if driver.IsVettool(args) {
		os.Exit(driver.Vettool(suite, args))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := driver.Standalone(ctx, suite, args, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// module writes the files of a txtar archive to a new directory, with a go.mod
// for module example.com/m.
func module(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "go.mod", "module example.com/m\n\ngo 1.25\n")
	for _, f := range txtar.Parse([]byte(archive)).Files {
		write(t, dir, f.Name, string(f.Data))
	}
	return dir
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	name = filepath.Join(dir, name)
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
	require.NoError(t, os.WriteFile(name, []byte(content), 0o666))
}

// outcome is what a command printed and its exit code.
type outcome struct {
	stdout, stderr string
	code           int
}

// run runs a command in dir; "toy" is the tests' tool.
func run(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	return runEnv(t, dir, nil, args...)
}

func runEnv(t *testing.T, dir string, env []string, args ...string) outcome {
	t.Helper()
	cmd := command(t, dir, env, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		require.IsType(t, (*exec.ExitError)(nil), err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func command(t *testing.T, dir string, env []string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	for i, arg := range args {
		switch arg {
		case "toy":
			args[i] = self
		case "-vettool=toy", "-fixtool=toy":
			args[i] = strings.TrimSuffix(arg, "toy") + self
		}
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), toyTool+"=1", "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GO111MODULE=", "PWD="+dir, "TERM=xterm", "NO_COLOR=")
	cmd.Env = append(cmd.Env, env...)
	return cmd
}

// jsonReport is the part of a JSON report that the tests look at.
type jsonReport struct {
	Findings []report.Finding `json:"findings"`
	Problems []report.Problem `json:"problems"`
	Summary  struct {
		Hidden   int `json:"hidden"`
		Packages int `json:"packages"`
	} `json:"summary"`
}

// lint runs the tool with -format=json.
func lint(t *testing.T, dir string, args ...string) (jsonReport, outcome) {
	t.Helper()
	out := run(t, dir, append([]string{"toy", "-format=json"}, args...)...)
	var r jsonReport
	require.NoError(t, json.Unmarshal([]byte(out.stdout), &r), "stdout: %s\nstderr: %s", out.stdout, out.stderr)
	return r, out
}

// lines returns the findings as "file:line rule/category message".
func (r jsonReport) lines() []string {
	lines := []string{}
	for _, f := range r.Findings {
		lines = append(lines, strings.Join([]string{f.Pos.File + ":" + itoa(f.Pos.Line), f.ID(), f.Message}, " "))
	}
	return lines
}

// problems returns the problems as lines.
func (r jsonReport) problems() []string {
	lines := []string{}
	for _, p := range r.Problems {
		lines = append(lines, p.String())
	}
	return lines
}
