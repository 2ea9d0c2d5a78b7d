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
	"slices"
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
	Together bool          `json:"together"` // with the others, unit by unit
	Scenario string        `json:"scenario"`
	Round    int           `json:"round"`
	Wall     time.Duration `json:"wall"`  // of the whole command; 0 if together
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
	temp     string            // for logs, facts and staticcheck's cache
	report   func(Sample)      // called after each run
}

// Run takes the tools through the scenarios: in each round all vettools
// together, and then, if asked for, each tool alone.
func (r *Runner) Run(ctx context.Context, tools []string, rounds int, alone bool) (samples []Sample, err error) {
	defer func() { err = errors.Join(err, r.workload.Restore()) }()
	vettools := slices.DeleteFunc(slices.Clone(tools), func(t string) bool { return t == staticcheck })
	for round := range rounds {
		if len(vettools) > 0 {
			s, err := r.scenarios(ctx, vettools, true, cold, edit)
			if err != nil {
				return nil, err
			}
			samples = r.add(samples, round, s)
		}
		if !alone {
			continue
		}
		for _, tool := range tools {
			s, err := r.scenarios(ctx, []string{tool}, false, cold, warm, edit)
			if err != nil {
				return nil, err
			}
			samples = r.add(samples, round, s)
		}
	}
	return samples, nil
}

func (r *Runner) add(all []Sample, round int, some []Sample) []Sample {
	for _, s := range some {
		s.Round = round + 1
		r.report(s)
		all = append(all, s)
	}
	return all
}

// scenarios takes tools that run together through scenarios, cold first.
func (r *Runner) scenarios(ctx context.Context, tools []string, together bool, scenarios ...string) ([]Sample, error) {
	salt := rand.Text()
	dir := filepath.Join(r.temp, salt)
	if err := os.Mkdir(dir, 0o777); err != nil {
		return nil, err
	}
	var all []Sample
	for _, scenario := range scenarios {
		var err error
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
		var samples []Sample
		if slices.Equal(tools, []string{staticcheck}) {
			samples, err = r.standalone(ctx, dir)
		} else {
			samples, err = r.vet(ctx, tools, salt, dir)
		}
		if err != nil {
			return nil, err
		}
		for _, s := range samples {
			s.Scenario, s.Together = scenario, together
			if together {
				s.Wall = 0
			}
			all = append(all, s)
		}
	}
	return all, os.RemoveAll(dir)
}

// vet runs vettools together. The salt is their identity; dir keeps their facts
// from one scenario to the next.
func (r *Runner) vet(ctx context.Context, names []string, salt, dir string) ([]Sample, error) {
	log := filepath.Join(dir, logName)
	if err := os.Remove(log); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var tools []Tool
	for _, name := range names {
		tools = append(tools, Tool{name, r.paths[name]})
	}
	settings, err := json.Marshal(tools)
	if err != nil {
		return nil, err
	}
	// With -json, findings are no failure, and so results are cached.
	cmd := exec.CommandContext(ctx, "go", append([]string{"vet", "-vettool=" + r.self, "-json"}, r.workload.Module.Patterns()...)...)
	cmd.Dir = r.workload.Dir
	cmd.Env = append(r.workload.Module.Environ(), envTools+"="+string(settings), envSalt+"="+salt, envDir+"="+dir)
	start := time.Now()
	if _, err := output(cmd); err != nil {
		return nil, err
	}
	wall := time.Since(start)
	units, err := readLog(log)
	if err != nil {
		return nil, err
	}
	samples := make([]Sample, len(names))
	for i, name := range names {
		s := &samples[i]
		s.Tool, s.Wall = name, wall
		for _, u := range units {
			if u.Tool == name {
				s.Units++
				s.CPU += u.CPU
				s.Facts += u.Facts
				s.RSS = max(s.RSS, u.RSS)
			}
		}
	}
	return samples, nil
}

// standalone runs staticcheck, which loads packages itself. Its cache is in dir.
func (r *Runner) standalone(ctx context.Context, dir string) ([]Sample, error) {
	cmd := exec.CommandContext(ctx, r.paths[staticcheck], append([]string{"-fail=none"}, r.workload.Module.Patterns()...)...)
	cmd.Dir = r.workload.Dir
	cmd.Env = append(r.workload.Module.Environ(), "STATICCHECK_CACHE="+dir)
	start := time.Now()
	if _, err := output(cmd); err != nil {
		return nil, err
	}
	return []Sample{{
		Tool: staticcheck, Wall: time.Since(start), Units: 1,
		CPU: cpuTime(cmd.ProcessState), RSS: peakRSS(cmd.ProcessState),
	}}, nil
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
