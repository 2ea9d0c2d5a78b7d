package main

import (
	"fmt"
	"runtime"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

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
	return all, nil
}

// A Cost is what the analysis of a package has cost.
type Cost struct {
	CPU      time.Duration            // of all steps, garbage collection included
	Steps    map[string]time.Duration // wall time of each analyzer and pass; what is lazy is its first user's
	Findings map[string]int           // by category
}

// analyse runs the analyzers over pkg, one after the other.
func analyse(all []*analysis.Analyzer, pkg *packages.Package) (*Cost, error) {
	runtime.GC()
	before := cpu()
	graph, err := checker.Analyze(all, []*packages.Package{pkg}, &checker.Options{Sequential: true})
	c := &Cost{CPU: cpu() - before, Steps: make(map[string]time.Duration), Findings: make(map[string]int)}
	if err != nil {
		return nil, err
	}
	for act := range graph.All() {
		if act.Err != nil {
			return nil, fmt.Errorf("%s: %w", act.Analyzer.Name, act.Err)
		}
		c.Steps[act.Analyzer.Name] = act.Duration
		for _, d := range act.Diagnostics {
			c.Findings[act.Analyzer.Name+"/"+d.Category]++
		}
	}
	return c, nil
}

// least returns the smaller of two costs of the same package, step by step. c
// may be nil.
func (c *Cost) least(other *Cost) *Cost {
	if c == nil {
		return other
	}
	l := &Cost{CPU: min(c.CPU, other.CPU), Steps: make(map[string]time.Duration), Findings: c.Findings}
	for name, d := range c.Steps {
		l.Steps[name] = min(d, other.Steps[name])
	}
	return l
}

func (c *Cost) found() int {
	n := 0
	for _, k := range c.Findings {
		n += k
	}
	return n
}
