package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/analyzers"
)

// suite returns all analyzers, with all categories turned on.
func suite() ([]*analysis.Analyzer, error) {
	var all []*analysis.Analyzer
	for _, r := range analyzers.All() {
		for _, c := range r.Categories {
			if !c.OptIn() {
				continue
			}
			if err := r.Analyzer.Flags.Set(c.Flag, "true"); err != nil {
				return nil, fmt.Errorf("%s: %w", r.Name(), err)
			}
		}
		all = append(all, r.Analyzer)
	}
	return all, analysis.Validate(all)
}

// A Cost is the CPU time that the analysis of a package has taken, and what it
// has found.
type Cost struct {
	CPU      time.Duration
	Check    time.Duration            // of type-checking the package, which every tool has to
	Steps    map[string]time.Duration // of each analyzer and pass; what is lazy is its first user's
	Findings []Finding
}

// A Finding is a diagnostic and whose it is.
type Finding struct {
	Rule string
	analysis.Diagnostic
}

// maxHeap is where garbage is collected even while time is taken.
const maxHeap = 2 << 30

// analyse runs the analyzers over a package, one after the other.
//
// Garbage is collected before and not meanwhile. Whether the collector begins to
// work during an analysis depends on how much memory is in use at its start,
// which here is that of all packages: with it, small packages never pay, and
// large ones do.
func analyse(all []*analysis.Analyzer, c *code) (*Cost, error) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(maxHeap))
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	runtime.GC()

	cost := &Cost{Steps: make(map[string]time.Duration)}
	before := cpu()
	if err := c.check(); err != nil {
		return nil, err
	}
	cost.Check = cpu() - before
	d := newDriver(c)
	d.ran = func(a *analysis.Analyzer, took time.Duration) {
		cost.CPU += took
		cost.Steps[a.Name] = took
	}
	d.report = func(a *analysis.Analyzer, diagnostic analysis.Diagnostic) {
		cost.Findings = append(cost.Findings, Finding{a.Name, diagnostic})
	}
	for _, a := range all {
		if err := d.run(a); err != nil {
			return nil, err
		}
	}
	return cost, nil
}

// least returns the smaller of two costs of the same package, step by step. c
// may be nil.
func (c *Cost) least(other *Cost) *Cost {
	if c == nil {
		return other
	}
	l := &Cost{CPU: min(c.CPU, other.CPU), Check: min(c.Check, other.Check), Steps: make(map[string]time.Duration), Findings: c.Findings}
	for name, d := range c.Steps {
		l.Steps[name] = min(d, other.Steps[name])
	}
	return l
}
