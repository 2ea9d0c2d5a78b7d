package driver

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// A goCommand runs the go command with one set of build flags.
type goCommand struct {
	exe   string   // this program, as the vettool; "" for go vet's own tool
	build []string // build flags, -C first
	tool  []string // flags of the tool

	dir     string // where it is run
	outside bool   // which is in no module or workspace
}

// command prepares a go command. It is killed, with all that it started, when
// ctx ends.
func (g *goCommand) command(ctx context.Context, verb string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", slices.Concat([]string{verb}, g.build, args)...)
	killGroup(cmd)
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// A vetRun is what one run of go vet had to say.
type vetRun struct {
	units    map[string]bool // import paths of the packages that were analysed
	trees    []tree
	failures stderrLog
	failed   bool // go vet did not exit with success
}

// refused reports whether go vet gave up before it looked at any package.
func (r *vetRun) refused() bool {
	return r.failed && len(r.units) == 0 && len(r.failures.packages) == 0
}

// vet runs go vet on patterns and calls seen for each package that was
// analysed.
func (g *goCommand) vet(ctx context.Context, patterns []string, extra []string, seen func(path string)) (*vetRun, error) {
	args := []string{"-json"}
	if g.exe != "" {
		args = append(args, "-vettool="+g.exe)
	}
	args = slices.Concat(args, g.tool, extra, []string{"--"}, patterns)
	cmd := g.command(ctx, "vet", args...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}

	run := &vetRun{units: make(map[string]bool)}
	type streamed struct {
		trees []tree
		log   stderrLog
		err   error
	}
	read := func(r io.Reader) <-chan streamed {
		done := make(chan streamed, 1)
		go func() {
			var got streamed
			got.err = readTrees(r, func(t tree) {
				got.trees = append(got.trees, t)
				for id, results := range t {
					if _, ok := results[unitAnalyzer.Name]; ok {
						seen(importPath(id))
					}
				}
			}, got.log.add)
			done <- got
		}()
		return done
	}
	fromStdout, fromStderr := read(stdout), read(stderr)
	out, diag := <-fromStdout, <-fromStderr
	waitErr := cmd.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err := errors.Join(out.err, diag.err); err != nil {
		return nil, err
	}
	var exit *exec.ExitError
	if waitErr != nil && !errors.As(waitErr, &exit) {
		return nil, waitErr
	}
	run.failed = waitErr != nil
	run.trees = append(out.trees, diag.trees...)
	for _, t := range run.trees {
		for id, results := range t {
			if _, ok := results[unitAnalyzer.Name]; ok {
				run.units[importPath(id)] = true
			}
		}
	}
	run.failures = diag.log
	return run, nil
}

// A stderrLog is what the go command says about things that went wrong: lines
// under a heading "# package", and lines about everything else.
type stderrLog struct {
	packages []packageLog
	general  []string
	current  int // index in packages + 1 of the heading that applies, 0 if none
}

// packageLog is what is said about a package.
type packageLog struct {
	id    string
	lines []string
}

// add takes the next line.
func (l *stderrLog) add(line string) {
	switch {
	case strings.HasPrefix(line, "# "):
		id := strings.TrimPrefix(line, "# ")
		// A second heading "# [p]" tells a vet failure from a compilation's.
		if inner, ok := strings.CutPrefix(id, "["); ok && strings.HasSuffix(inner, "]") {
			id = strings.TrimSuffix(inner, "]")
		}
		l.current = 1 + slices.IndexFunc(l.packages, func(p packageLog) bool { return p.id == id })
		if l.current == 0 {
			l.packages = append(l.packages, packageLog{id: id})
			l.current = len(l.packages)
		}
	case isProgress(line):
	case l.current > 0 && !strings.HasPrefix(line, "go: ") && !strings.HasPrefix(line, "package "):
		p := &l.packages[l.current-1]
		p.lines = append(p.lines, line)
	default:
		l.current = 0
		if strings.TrimSpace(line) != "" {
			l.general = append(l.general, line)
		}
	}
}

// executable returns the name of this program's file, for go vet to start.
func executable() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", errors.New("cannot find the program's own file, which go vet has to start: " + err.Error())
	}
	return exe, nil
}

// isProgress reports whether line says what the go command is doing, and not
// what went wrong.
func isProgress(line string) bool {
	return strings.HasPrefix(line, "go: downloading ") || strings.HasPrefix(line, "go: finding ") || strings.HasPrefix(line, "go: extracting ")
}
