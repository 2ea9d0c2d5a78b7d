package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/test/corpus/module"
	"github.com/asynclint/asynclint/test/internal/cli"
)

func main() {
	if tools := os.Getenv(envTools); tools != "" {
		os.Exit(wrap(tools, os.Args[1:]))
	}
	cli.Main("bench", run)
}

type options struct {
	tools                []string
	module, binary, root string
	rounds               int
	json, check, startup bool
	wall                 bool
}

func parseFlags(args []string) (*options, error) {
	var o options
	var tools string
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.StringVar(&tools, "tools", strings.Join(allTools, ","), "compare these tools")
	fs.StringVar(&o.module, "module", "etcd-server", "run on this module of the corpus")
	fs.StringVar(&o.binary, "asynclint", "", "use this asynclint `binary` (default: build this module's)")
	fs.StringVar(&o.root, "root", "", "keep copies and tools in this `folder` (default: asynclint-bench in the user's cache)")
	fs.IntVar(&o.rounds, "rounds", 0, "take the median of so many rounds (default 3, with -startup 40)")
	fs.BoolVar(&o.json, "json", false, "print JSON")
	fs.BoolVar(&o.check, "check", false, "exit with 1 if asynclint is over its budget")
	fs.BoolVar(&o.wall, "wall", true, "run each tool alone too, for wall time, the warm scenario and staticcheck")
	fs.BoolVar(&o.startup, "startup", false, "compare start-up instead")
	if err := cli.Parse(fs, args); err != nil {
		return nil, err
	}
	if o.rounds < 0 {
		return nil, fmt.Errorf("-rounds=%d: want a positive number", o.rounds)
	}
	if o.rounds == 0 {
		o.rounds = 3
		if o.startup {
			o.rounds = 40
		}
	}
	var err error
	o.tools, err = chooseTools(strings.Split(tools, ","))
	return &o, err
}

// run does what args ask for. It reports whether -check found a broken budget.
func run(ctx context.Context, args []string, w io.Writer) (broken bool, err error) {
	o, err := parseFlags(args)
	if err != nil {
		return false, err
	}
	if o.root == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return false, err
		}
		o.root = filepath.Join(cache, "asynclint-bench")
	}
	temp, err := os.MkdirTemp("", "asynclint-bench-")
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	if o.startup {
		return o.compareStartup(ctx, w, temp)
	}
	return o.compare(ctx, w, temp)
}

// compare runs the scenarios.
func (o *options) compare(ctx context.Context, w io.Writer, temp string) (bool, error) {
	self, err := os.Executable()
	if err != nil {
		return false, err
	}
	paths, err := buildTools(ctx, filepath.Join(o.root, "bin"), o.tools, o.binary)
	if err != nil {
		return false, err
	}
	workload, err := o.workload(ctx)
	if err != nil {
		return false, err
	}
	runner := &Runner{workload: workload, self: self, paths: paths, temp: temp, report: func(s Sample) {
		how := "alone"
		if s.Together {
			how = "together"
		}
		fmt.Fprintf(os.Stderr, "round %d, %s: %s, %s: %d units, CPU %s, wall %s\n", s.Round, how, s.Tool, s.Scenario, s.Units, seconds(s.CPU), seconds(s.Wall))
	}}
	samples, err := runner.Run(ctx, o.tools, o.rounds, o.wall)
	if err != nil {
		return false, err
	}
	version, err := output(exec.CommandContext(ctx, "go", "env", "GOVERSION"))
	if err != nil {
		return false, err
	}
	edited, err := filepath.Rel(workload.Dir, workload.Leaf)
	if err != nil {
		return false, err
	}
	r := &Result{
		Module: workload.Module.String(), Edited: filepath.ToSlash(edited),
		Go: strings.TrimSpace(version), CPUs: runtime.NumCPU(), Rounds: o.rounds,
		Figures: figures(samples), Broken: []string{}, Samples: samples,
	}
	if o.check {
		broken, err := overBudget(r.Figures)
		if err != nil {
			return false, err
		}
		r.Broken = append(r.Broken, broken...)
	}
	if o.json {
		err = printJSON(w, r)
	} else {
		err = r.Print(w)
	}
	return len(r.Broken) > 0, err
}

// workload prepares the module that was asked for.
func (o *options) workload(ctx context.Context) (*Workload, error) {
	corpus, err := output(exec.CommandContext(ctx, "go", "list", "-f", "{{.Dir}}", "github.com/asynclint/asynclint/test/corpus"))
	if err != nil {
		return nil, err
	}
	modules, err := module.Load(filepath.Join(strings.TrimSpace(corpus), "corpus.json"))
	if err != nil {
		return nil, err
	}
	chosen, err := module.Select(modules, []string{o.module})
	if err != nil {
		return nil, err
	}
	return newWorkload(ctx, chosen[0], o.root)
}

// compareStartup measures start-up.
func (o *options) compareStartup(ctx context.Context, w io.Writer, temp string) (bool, error) {
	// Staticcheck does not speak the protocol.
	tools := slices.DeleteFunc(slices.Clone(o.tools), func(t string) bool { return t == staticcheck })
	paths, err := buildTools(ctx, filepath.Join(o.root, "bin"), tools, o.binary)
	if err != nil {
		return false, err
	}
	all, err := measureStartup(ctx, tools, paths, temp, o.rounds)
	if err != nil {
		return false, err
	}
	broken := []string{}
	if o.check {
		if broken, err = overStartupBudget(all); err != nil {
			return false, err
		}
	}
	if o.json {
		return len(broken) > 0, printJSON(w, map[string]any{"rounds": o.rounds, "startup": all, "broken": broken})
	}
	if err := printStartup(w, all, o.rounds); err != nil {
		return false, err
	}
	return len(broken) > 0, printBroken(w, broken)
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
