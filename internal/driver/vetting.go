package driver

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/report"
)

// commandLine is what the go command calls the package that is given as files.
const commandLine = "command-line-arguments"

// A vetting runs go vet until every package that can be analysed was, and
// knows which were.
type vetting struct {
	*goCommand
	progress *progress

	expected map[string]bool   // import paths of the packages to be analysed, tests apart
	pathOf   map[string]string // the import path of the package whose tests they may be
	seen     map[string]bool   // those that were
	foreign  map[string]bool   // those that are not to be edited
	patterns []string          // with which go vet begins
	trees    []tree
	problems []report.Problem
	warnings []string // of the go command, about what it worked with nevertheless
}

// run analyses what patterns stand for. An error means that nothing can be said.
func (v *vetting) run(ctx context.Context, patterns []string) error {
	v.expected, v.seen, v.foreign = make(map[string]bool), make(map[string]bool), make(map[string]bool)
	v.pathOf = make(map[string]string)

	// go list and go vet need not wait for each other.
	type listing struct {
		pkgs []*listed
		err  error
	}
	listings := make(chan listing, 1)
	go func() {
		pkgs, _, err := v.list(ctx, patterns, false)
		total := 0
		for _, p := range pkgs {
			total += len(p.units())
		}
		v.progress.expect(total)
		listings <- listing{pkgs, err}
	}()
	first, vetErr := v.vet(ctx, patterns, nil, v.progress.saw)
	l := <-listings
	if vetErr != nil {
		return vetErr
	}
	if l.err != nil {
		return l.err
	}
	v.expect(l.pkgs)

	if first.refused() {
		good, err := v.diagnose(ctx, patterns, first)
		if err != nil {
			return err
		}
		if patterns = good; len(good) == 0 {
			return nil
		}
		if first, err = v.vet(ctx, good, nil, v.progress.saw); err != nil {
			return err
		}
	}
	v.patterns = patterns
	v.take(first)
	failed := v.addFailures(first, v.exe)
	if first.failed && len(v.problems) == 0 {
		v.add(report.Problem{Message: "go vet failed, and gave no reason"})
	}
	if first.refused() {
		return nil // what is wrong is wrong for every package
	}
	return v.repeat(ctx, failed)
}

// expect notes which packages are to be analysed.
func (v *vetting) expect(pkgs []*listed) {
	for _, p := range pkgs {
		for _, id := range p.units() {
			v.expected[id] = true
			v.pathOf[id] = p.ImportPath
			v.foreign[id] = p.foreign()
		}
	}
}

// take keeps the results of a run.
func (v *vetting) take(run *vetRun) {
	v.trees = append(v.trees, run.trees...)
	for id := range run.units {
		v.seen[id] = true
	}
}

func (v *vetting) add(problems ...report.Problem) { v.problems = append(v.problems, problems...) }

// addFailures adds what went wrong in a run with the given tool, and returns
// the packages that were not analysed for that reason.
func (v *vetting) addFailures(run *vetRun, exe string) (failed map[string]bool) {
	v.addGeneral(run.failures.general, run.failed)
	failed = make(map[string]bool)
	for _, p := range run.failures.packages {
		path := importPath(p.id)
		if len(p.lines) == 0 && (v.seen[path] || !run.failed) {
			continue // before Go 1.26, the heading of what the tool printed
		}
		failed[path] = !v.seen[path]
		v.add(p.problem(exe, v.seen[path]))
	}
	return failed
}

// addGeneral adds what the go command said about no package in particular.
func (v *vetting) addGeneral(lines []string, failed bool) {
	problems, warnings := generalProblems(lines, failed)
	v.add(problems...)
	v.warnings = append(v.warnings, warnings...)
}

// diagnose finds out why go vet refused to begin, and returns the packages with
// which it can.
func (v *vetting) diagnose(ctx context.Context, patterns []string, run *vetRun) (good []string, err error) {
	pkgs, warnings, err := v.list(ctx, patterns, true)
	if err != nil {
		return nil, err
	}
	good, problems := loadProblems(pkgs)
	for _, p := range problems {
		v.add(explainPattern(p, v.dir, v.outside))
	}
	v.addGeneral(slices.Collect(strings.Lines(warnings)), true)
	if len(v.problems) == 0 {
		v.addGeneral(run.failures.general, true)
	}
	if len(v.problems) == 0 {
		v.add(report.Problem{Message: "go vet failed, and gave no reason"})
	}
	for _, p := range pkgs {
		if !slices.Contains(good, p.ImportPath) {
			for _, id := range p.units() {
				delete(v.expected, id)
			}
		}
	}
	if slices.Contains(good, commandLine) {
		return nil, nil // go list has nothing against the files, go vet has
	}
	if len(good) == len(pkgs) && !slices.ContainsFunc(patterns, func(p string) bool { return !slices.Contains(good, p) }) {
		return nil, nil // the very same would fail again
	}
	return good, nil
}

// repeat runs go vet again for the packages that should have been analysed but
// were not, although nothing was wrong with them: those were dependencies in an
// earlier run, whose cached results now serve them (see [unitAnalyzer]). They
// get a place of their own in the cache, which only this set of packages uses,
// as packages to be analysed, so that this can't happen to them there.
func (v *vetting) repeat(ctx context.Context, failed map[string]bool) error {
	missing := func() (paths []string) {
		for id := range v.expected {
			if !v.seen[id] && !failed[id] && !failed[v.pathOf[id]] {
				paths = append(paths, v.pathOf[id])
			}
		}
		slices.Sort(paths)
		return slices.Compact(paths)
	}
	paths := missing()
	if len(paths) == 0 {
		return nil
	}
	sum := sha256.Sum256([]byte(strings.Join(paths, "\n")))
	of := "-" + unitAnalyzer.Name + ".of=" + hex.EncodeToString(sum[:8])
	patterns := paths
	if slices.Contains(paths, commandLine) {
		patterns = v.patterns // the package has no other name than its files
	}
	run, err := v.vet(ctx, patterns, []string{of}, v.progress.saw)
	if err != nil {
		return err
	}
	v.take(run)
	if paths = missing(); len(paths) > 0 {
		v.add(missingProblem(paths))
	}
	return nil
}

// packages returns how many packages were analysed; a package and its tests
// are one.
func (v *vetting) packages() int {
	paths := make(map[string]bool)
	for id := range v.expected {
		if v.seen[id] {
			paths[v.pathOf[id]] = true
		}
	}
	return len(paths)
}
