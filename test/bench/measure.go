package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// The scenarios, in the order in which each tool goes through them.
const (
	cold = "cold" // no results are cached
	warm = "warm" // all are
	edit = "edit" // all but those that depend on the edited package
)

// A Sample is what one run of one tool cost.
type Sample struct {
	Tool     string        `json:"tool"`
	Scenario string        `json:"scenario"`
	Round    int           `json:"round"`
	Wall     time.Duration `json:"wall"`  // of the whole command
	CPU      time.Duration `json:"cpu"`   // of the tool's processes
	RSS      int64         `json:"rss"`   // the most that one of them had resident, in bytes
	Units    int           `json:"units"` // processes
	Facts    int64         `json:"facts"` // bytes written by all
}

// A Runner runs tools on a workload.
type Runner struct {
	workload *Workload
	self     string            // this program, the wrapper
	paths    map[string]string // of the tools
	temp     string            // for logs and staticcheck's cache
	report   func(Sample)      // called after each run
}

// Run takes the tools through the scenarios, once each per round.
func (r *Runner) Run(ctx context.Context, tools []string, rounds int) (samples []Sample, err error) {
	defer func() { err = errors.Join(err, r.workload.Restore()) }()
	for round := range rounds {
		for _, tool := range tools {
			salt := rand.Text()
			for _, scenario := range []string{cold, warm, edit} {
				if scenario == edit {
					err = r.workload.Edit(salt)
				} else {
					err = r.workload.Restore()
				}
				if err != nil {
					return nil, err
				}
				if err := r.workload.Compile(ctx); err != nil {
					return nil, err
				}
				s, err := r.once(ctx, tool, salt)
				if err != nil {
					return nil, err
				}
				s.Tool, s.Scenario, s.Round = tool, scenario, round+1
				r.report(s)
				samples = append(samples, s)
			}
		}
	}
	return samples, nil
}

func (r *Runner) once(ctx context.Context, tool, salt string) (Sample, error) {
	if tool == staticcheck {
		return r.onceAlone(ctx, tool, salt)
	}
	log := filepath.Join(r.temp, "log")
	if err := os.Remove(log); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Sample{}, err
	}
	// With -json, findings are no failure, and so results are cached.
	cmd := exec.CommandContext(ctx, "go", append([]string{"vet", "-vettool=" + r.self, "-json"}, r.workload.Module.Patterns()...)...)
	cmd.Dir = r.workload.Dir
	cmd.Env = append(r.workload.Module.Environ(), envTool+"="+r.paths[tool], envSalt+"="+salt, envLog+"="+log)
	start := time.Now()
	_, err := output(cmd)
	s := Sample{Wall: time.Since(start)}
	if err != nil {
		return Sample{}, fmt.Errorf("%s: %w", tool, err)
	}
	units, err := readLog(log)
	if err != nil {
		return Sample{}, err
	}
	for _, u := range units {
		s.Units++
		s.CPU += u.CPU
		s.Facts += u.Facts
		s.RSS = max(s.RSS, u.RSS)
	}
	return s, nil
}

// onceAlone runs a tool that loads packages itself. Its cache is in a folder
// named by the salt.
func (r *Runner) onceAlone(ctx context.Context, tool, salt string) (Sample, error) {
	cmd := exec.CommandContext(ctx, r.paths[tool], append([]string{"-fail=none"}, r.workload.Module.Patterns()...)...)
	cmd.Dir = r.workload.Dir
	cmd.Env = append(r.workload.Module.Environ(), "STATICCHECK_CACHE="+filepath.Join(r.temp, salt))
	start := time.Now()
	_, err := output(cmd)
	s := Sample{Wall: time.Since(start), Units: 1}
	if err != nil {
		return Sample{}, err
	}
	s.CPU, s.RSS = cpuTime(cmd.ProcessState), peakRSS(cmd.ProcessState)
	return s, nil
}

// readLog reads the wrapper's log. It is missing if every result was cached.
func readLog(file string) ([]Unit, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var units []Unit
	for dec := json.NewDecoder(bytes.NewReader(data)); ; {
		var u Unit
		if err := dec.Decode(&u); errors.Is(err, io.EOF) {
			return units, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %v", file, err)
		}
		units = append(units, u)
	}
}
