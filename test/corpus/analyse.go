package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/asynclint/asynclint/test/corpus/module"
)

// An Analysis is what asynclint says about a module.
type Analysis struct {
	Findings []Entry // unlabelled, in the order of compareEntries
	Problems []Reported
	Packages int
	Took     time.Duration
}

// A Reported problem is something that asynclint could not analyse.
type Reported struct {
	Where   string `json:"where"`
	Message string `json:"message"`
}

func (p Reported) String() string {
	if p.Where == "" {
		return p.Message
	}
	return p.Where + ": " + p.Message
}

// document is the part of asynclint's JSON report that matters here. It is not
// package report's own type: the corpus stands where a user's script stands, and
// breaks where that would.
type document struct {
	Version  int `json:"version"`
	Findings []struct {
		Rule        string `json:"rule"`
		Category    string `json:"category"`
		Message     string `json:"message"`
		Fingerprint string `json:"fingerprint"`
		Pos         struct {
			File string `json:"file"`
			Line int    `json:"line"`
		} `json:"pos"`
	} `json:"findings"`
	Problems []Reported `json:"problems"`
	Summary  struct {
		Packages int `json:"packages"`
	} `json:"summary"`
}

// analyse runs the tool on the packages of m, whose scratch copy is dir.
func analyse(ctx context.Context, tool string, m module.Module, dir string, rules []string) (*Analysis, error) {
	args := []string{"-format=json"}
	if len(rules) > 0 {
		args = append(args, "-only="+strings.Join(rules, ","))
	}
	cmd := exec.CommandContext(ctx, tool, append(args, m.Patterns()...)...)
	cmd.Dir = dir
	cmd.Env = m.Environ()
	// The tool has children; it stops them when interrupted.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	a, perr := parse(stdout.Bytes(), dir)
	if perr != nil {
		return nil, fmt.Errorf("%s: %v (asynclint exited with %d)\n%s", m, perr, cmd.ProcessState.ExitCode(), bytes.TrimSpace(stderr.Bytes()))
	}
	a.Took = took
	if a.Packages == 0 {
		return nil, fmt.Errorf("%s: asynclint analysed no package\n%s", m, bytes.TrimSpace(stderr.Bytes()))
	}
	switch code := cmd.ProcessState.ExitCode(); {
	case code == 2 && len(a.Problems) > 0: // held against Expect by the caller
	case code == 1 && len(a.Findings) > 0, code == 0 && len(a.Findings) == 0:
	default:
		return nil, fmt.Errorf("%s: asynclint exited with %d, with %d findings and %d problems\n%s",
			m, code, len(a.Findings), len(a.Problems), bytes.TrimSpace(stderr.Bytes()))
	}
	return a, nil
}

// parse reads a JSON report made in dir.
func parse(data []byte, dir string) (*Analysis, error) {
	var doc document
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("not a JSON report: %v", err)
	}
	if doc.Version != 1 {
		return nil, fmt.Errorf("JSON report of version %d, want 1", doc.Version)
	}
	a := &Analysis{Problems: doc.Problems, Packages: doc.Summary.Packages}
	seen := make(map[string]bool)
	for _, f := range doc.Findings {
		file := f.Pos.File
		if rel, err := filepath.Rel(dir, file); filepath.IsAbs(file) && err == nil {
			file = rel
		}
		e := Entry{
			File:        filepath.ToSlash(file),
			Line:        f.Pos.Line,
			Rule:        f.Rule,
			Category:    f.Category,
			Message:     f.Message,
			Fingerprint: f.Fingerprint,
		}
		if e.Fingerprint == "" || seen[e.Fingerprint] {
			return nil, fmt.Errorf("fingerprint %q of %s:%d %s is empty or not unique", e.Fingerprint, e.File, e.Line, e.Pattern())
		}
		seen[e.Fingerprint] = true
		a.Findings = append(a.Findings, e)
	}
	slices.SortFunc(a.Findings, compareEntries)
	return a, nil
}

// unexpected returns the problems that the module's pin does not list, and the
// listed ones that did not turn up, which would hide others if they stayed.
func unexpected(m module.Module, problems []Reported) (surprises []Reported, stale []module.Problem) {
	matched := make([]bool, len(m.Expect))
	for _, p := range problems {
		i := slices.IndexFunc(m.Expect, func(e module.Problem) bool { return e.Matches(p.Where, p.Message) })
		if i < 0 {
			surprises = append(surprises, p)
		} else {
			matched[i] = true
		}
	}
	for i, e := range m.Expect {
		if !matched[i] {
			stale = append(stale, e)
		}
	}
	return surprises, stale
}
