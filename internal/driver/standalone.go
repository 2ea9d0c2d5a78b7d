package driver

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/changes"
	"github.com/asynclint/asynclint/internal/report"
	"github.com/asynclint/asynclint/internal/rule"
)

// The exit codes.
const (
	exitClean    = 0
	exitFindings = 1
	exitProblems = 2 // something could not be run, or not on everything
)

// Standalone runs the command with args, without the program's name, and
// returns the exit code.
func Standalone(ctx context.Context, s *Suite, args []string, stdout, stderr io.Writer) int {
	if code, ok := s.subcommand(ctx, args, stdout, stderr); ok {
		return code
	}
	opts, err := s.parseOptions(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		s.usage(stdout)
		return exitClean
	case err != nil:
		fmt.Fprintf(stderr, "%s: %v (run \"%s -h\" for help)\n", toolName, err, toolName)
		return exitProblems
	}
	c := &command{suite: s, opts: opts, stdout: stdout, stderr: stderr}
	code, err := c.run(ctx)
	if err != nil {
		if ctx.Err() != nil {
			err = errors.New("interrupted")
		}
		fmt.Fprintf(stderr, "%s: %v\n", toolName, err)
		return exitProblems
	}
	return code
}

// A command is one run of the standalone command.
type command struct {
	suite          *Suite
	opts           *options
	stdout, stderr io.Writer

	dir      string // the working directory, to which reports are relative
	root     string // the module's or workspace's directory, to which fingerprints are relative
	choice   *choice
	misnamed bool             // the command line has names of rules that nothing has
	vetNames []string         // the analyzers of go vet, with -with-vet
	baseline *report.Baseline // nil hides nothing
	changed  *changes.Set     // nil means that all is new
	problems []report.Problem

	unwritable map[string]bool // files that -fix can't change
}

// run does everything after the command line is understood. An error means
// that there is no report.
func (c *command) run(ctx context.Context) (int, error) {
	exe, err := executable()
	if err != nil {
		return 0, err
	}
	if c.dir, err = os.Getwd(); err != nil {
		return 0, err
	}
	g := &goCommand{exe: exe, build: c.opts.build}
	if c.opts.chdir != "" {
		g.build = append([]string{"-C=" + c.opts.chdir}, g.build...)
	}
	env, err := g.env(ctx)
	if err != nil {
		return 0, err
	}
	if line := newerGo(c.suite.goVersion(), env.GOVERSION); line != "" {
		fmt.Fprintln(c.stderr, line)
		return exitProblems, nil
	}
	if c.opts.edits() && slices.ContainsFunc(strings.Fields(env.GOFLAGS), isOverlay) {
		return 0, errOverlay
	}
	if c.opts.withVet {
		if c.vetNames, err = g.vetAnalyzers(ctx); err != nil {
			return 0, err
		}
	}
	c.choice, c.problems = c.suite.choose(c.opts, c.vetNames)
	c.misnamed = len(c.problems) > 0
	g.tool = c.suite.toolFlags(c.opts)
	if g.dir = c.opts.chdir; !filepath.IsAbs(g.dir) {
		g.dir = filepath.Join(c.dir, g.dir)
	}
	c.root = rootOf(env, g.dir)
	g.outside = env.GOMOD == os.DevNull && !filepath.IsAbs(env.GOWORK)

	if name := c.opts.baseline; name != "" {
		if c.baseline, err = report.ReadBaseline(name); err != nil {
			c.problems = append(c.problems, report.Problem{Where: "-baseline", Message: err.Error()})
			c.baseline = nil
		}
	}
	if rev := c.opts.newFromRev; rev != "" {
		if c.changed, err = changes.Since(ctx, g.dir, rev); err != nil {
			c.problems = append(c.problems, report.Problem{Where: "-new-from-rev", Message: err.Error()})
			c.changed = nil
		}
	}
	result, err := c.analyse(ctx, g)
	if err != nil {
		return 0, err
	}
	if c.opts.edits() {
		return c.applyFixes(ctx, g, result)
	}
	return c.report(result)
}

// rootOf returns the directory of the workspace or module, or else dir.
func rootOf(env goEnv, dir string) string {
	for _, file := range []string{env.GOWORK, env.GOMOD} {
		if filepath.IsAbs(file) && file != os.DevNull {
			return filepath.Dir(file)
		}
	}
	return dir
}

// A result is what an analysis has found, before any choice.
type result struct {
	findings []report.Finding
	packages int
	problems []report.Problem
	foreign  map[string]bool // import paths of packages that are not to be edited

	readFile func(name string) ([]byte, error) // reads each file once
}

// analyse runs the analysis.
func (c *command) analyse(ctx context.Context, g *goCommand) (*result, error) {
	var p *progress
	if wantProgress(c.opts.progress, c.stderr) {
		p = startProgress(c.stderr)
		defer p.end()
	}
	v := &vetting{goCommand: g, progress: p}
	if err := v.run(ctx, c.opts.patterns); err != nil {
		return nil, err
	}
	if c.opts.withVet && len(v.patterns) > 0 && slices.ContainsFunc(c.vetNames, c.choice.wants) {
		if err := v.stockVet(ctx); err != nil {
			return nil, err
		}
	}

	slices.Sort(v.warnings)
	for _, w := range slices.Compact(v.warnings) {
		p.end()
		fmt.Fprintf(c.stderr, "%s: warning: %s\n", toolName, w)
	}
	res := &result{problems: v.problems, packages: v.packages(), foreign: v.foreign, readFile: report.ReadOnce(nil)}
	for _, t := range v.trees {
		for id, results := range t {
			if !v.expected[importPath(id)] {
				continue // a dependency's, from an earlier run
			}
			for name, raw := range results {
				if name != unitAnalyzer.Name {
					if err := c.collect(res, id, name, raw); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	res.findings = report.Merge(res.findings)
	report.AddFingerprints(res.findings, c.root, res.readFile)
	pruneFixes(res)
	slices.SortFunc(res.problems, func(a, b report.Problem) int { return strings.Compare(a.String(), b.String()) })
	res.problems = slices.Compact(res.problems)
	return res, nil
}

// collect adds what one analyzer said about one package.
func (c *command) collect(res *result, id, analyzer string, raw json.RawMessage) error {
	var failure struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(raw, &failure) == nil {
		if c.choice.wants(analyzer) {
			res.problems = append(res.problems, report.Problem{
				Where:   importPath(id),
				Message: analyzer + " failed: " + oneLine(failure.Error),
			})
		}
		return nil
	}
	var list []diagnostic
	if err := json.Unmarshal(raw, &list); err != nil {
		return fmt.Errorf("go vet printed what can't be understood about %s: %w", id, err)
	}
	for i := range list {
		res.findings = append(res.findings, c.suite.finding(importPath(id), analyzer, &list[i]))
	}
	return nil
}

// report prints res and returns the exit code.
func (c *command) report(res *result) (int, error) {
	kept, hidden := c.choose(res)
	r := &report.Report{
		Tool:     report.Tool{Name: toolName, Version: ownVersion(), URL: toolURL},
		Dir:      c.reportDir(),
		Findings: kept,
		Hidden:   hidden,
		Packages: res.packages,
	}
	for _, rl := range c.suite.Rules {
		r.Rules = append(r.Rules, *rl)
	}
	c.problems = append(c.problems, res.problems...)

	if c.opts.writeBaseline != "" {
		all := c.chosen(res) // what the present baseline hides stays hidden
		if err := c.recordBaseline(res, all); err != nil {
			c.problems = append(c.problems, report.Problem{Where: "-write-baseline", Message: err.Error()})
		} else {
			r.Findings, r.Hidden = nil, len(all)
		}
	}
	r.Problems = c.problems

	if name := c.opts.output; name != "" {
		if err := report.WriteFile(name, c.opts.format, r, report.Options{Color: c.opts.color == "always", ReadFile: res.readFile}); err != nil {
			c.problems = append(c.problems, report.Problem{Where: "-o", Message: err.Error()})
			r.Problems = c.problems
		} else {
			return c.finish(r), nil
		}
	}
	if err := report.Write(c.stdout, c.opts.format, r, report.Options{Color: wantColor(c.opts.color, c.stdout), ReadFile: res.readFile}); err != nil {
		return 0, err
	}
	return c.finish(r), nil
}

// recordBaseline writes the baseline that hides all. It does not replace one by
// what says nothing about the code.
func (c *command) recordBaseline(res *result, all []report.Finding) error {
	name := c.opts.writeBaseline
	switch {
	case c.misnamed:
		return fmt.Errorf("%s is not written: it would lack what -only and -skip were meant to name", name)
	case res.packages == 0 && len(res.problems) > 0:
		return fmt.Errorf("%s is not written: nothing was analysed", name)
	}
	if err := report.NewBaseline(all, c.root).WriteFile(name); err != nil {
		return err
	}
	fmt.Fprintf(c.stderr, "%s: recorded %s in %s\n", toolName, count(len(all), "finding", "findings"), name)
	return nil
}

// reportDir is the directory to which the report's file names are relative: the
// repository for what GitHub and GitLab show, wherever a job's step runs.
func (c *command) reportDir() string {
	workspace := ""
	switch c.opts.format {
	case report.GitHub:
		workspace = os.Getenv("GITHUB_WORKSPACE")
	case report.GitLab:
		workspace = os.Getenv("CI_PROJECT_DIR")
	}
	if !filepath.IsAbs(workspace) {
		return c.dir
	}
	if rel, err := filepath.Rel(workspace, c.dir); err != nil || !filepath.IsLocal(rel) {
		return c.dir
	}
	return workspace
}

// choose returns the findings that are to be reported, and how many a baseline
// hides.
func (c *command) choose(res *result) (kept []report.Finding, hidden int) {
	return c.baseline.Filter(c.chosen(res))
}

// chosen returns the findings that the command line asks for.
func (c *command) chosen(res *result) []report.Finding {
	return slices.DeleteFunc(slices.Clone(res.findings), func(f report.Finding) bool {
		return !c.choice.keeps(&f) || !c.changed.Has(f.Pos.File, f.Pos.Line, max(f.Pos.Line, f.End.Line))
	})
}

// finish prints the problems and returns the exit code for r.
func (c *command) finish(r *report.Report) int {
	for _, p := range c.problems {
		fmt.Fprintf(c.stderr, "%s: %s\n", toolName, p)
	}
	badInput := slices.ContainsFunc(r.Findings, func(f report.Finding) bool {
		return slices.Contains(c.suite.BadInput, f.Rule) || slices.Contains(c.suite.BadInput, f.Rule+"/"+f.Category)
	})
	atLeast := func(s rule.Severity) bool {
		return slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return f.Severity >= s })
	}
	switch {
	case len(c.problems) > 0 || badInput:
		return exitProblems
	case atLeast(rule.Info) && c.opts.setExitStatus:
		return exitFindings
	}
	return exitClean
}

// ownVersion is the version of the module that the program was built from.
func ownVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
