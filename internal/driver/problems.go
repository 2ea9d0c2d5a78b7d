package driver

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/internal/report"
)

// generalProblems returns a line for each thing that the go command said outside
// of a package's heading, and apart from them its warnings that keep nothing
// from being analysed. Indented lines continue the one before them, as does the
// line after a colon. If it did not fail, the other lines are what GOFLAGS made it say.
func generalProblems(lines []string, failed bool) (problems []report.Problem, warnings []string) {
	var messages []string
	for _, line := range lines {
		if isProgress(line) {
			continue
		}
		if n := len(messages); n > 0 && (strings.HasPrefix(line, "\t") || strings.HasSuffix(messages[n-1], ":")) {
			messages[n-1] += " " + oneLine(line)
			continue
		}
		line, warning := strings.CutPrefix(strings.TrimPrefix(line, "go: "), "warning: ")
		switch line = oneLine(line); {
		case line == "", line == "no packages to vet":
		case warning && !strings.HasSuffix(line, "matched no packages"):
			warnings = append(warnings, line)
		case warning || failed:
			messages = append(messages, line)
		}
	}
	for _, m := range messages {
		problems = append(problems, report.Problem{Message: m})
	}
	return problems, warnings
}

// located matches a message of a compiler or type checker.
var located = lazyregexp.Regexp{Expr: `^(?:\S+: )?\S+\.\w+:\d+(?::\d+)?: `}

// problem returns the line for a package of which the go command, or the tool,
// said what is in p: what was wrong first, and how much followed. The package
// may have been analysed all the same.
func (p packageLog) problem(exe string, analysed bool) report.Problem {
	problem := report.Problem{Where: importPath(p.id)}
	prefixes := []string{toolName + ": ", filepath.Base(exe) + ": ", "vet: "}
	var errs []string
	lines := slices.Clone(p.lines)
	for i, line := range lines {
		for _, prefix := range prefixes {
			line = strings.TrimPrefix(line, prefix)
		}
		lines[i] = line
		switch {
		case strings.HasPrefix(line, "panic: "), strings.HasPrefix(line, "fatal error: "):
			problem.Message = "the analysis crashed: " + oneLine(line)
			if exe != "" {
				problem.Message += " (please report this at " + toolURL + "/issues)"
			}
			return problem
		case strings.HasPrefix(line, toolName+" was built with "):
			problem.Message = strings.TrimPrefix(line, toolName+" ")
			return problem
		case located.MatchString(line) && !strings.HasPrefix(line, "\t"):
			errs = append(errs, line)
		}
	}
	switch {
	case analysed:
		problem.Message = oneLine(strings.Join(lines, " "))
	case len(errs) == 0:
		problem.Message = "not analysed: " + cmp.Or(oneLine(strings.Join(lines, " ")), "the go command gave no reason")
	case len(errs) == 1:
		problem.Message = "does not compile: " + oneLine(errs[0])
	default:
		problem.Message = fmt.Sprintf("does not compile: %s (and %d more)", oneLine(errs[0]), len(errs)-1)
	}
	return problem
}

// missingProblem returns the line for packages that the go command left out
// without a word: it says why for the packages that they depend on.
func missingProblem(pkgs []string) report.Problem {
	slices.Sort(pkgs)
	pkgs = slices.Compact(pkgs)
	const shown = 3
	where := strings.Join(pkgs[:min(shown, len(pkgs))], ", ")
	if n := len(pkgs) - shown; n > 0 {
		where += fmt.Sprintf(" and %d more", n)
	}
	return report.Problem{Where: where, Message: "not analysed, because of errors in what it depends on or in its tests"}
}
