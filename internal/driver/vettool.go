package driver

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"
)

// IsVettool reports whether args, without the program's name, are those with
// which go vet or go fix start their tool.
func IsVettool(args []string) bool {
	switch {
	case len(args) == 0:
		return false
	case len(args) == 1 && (args[0] == "-V=full" || args[0] == "--V=full" || args[0] == "-flags" || args[0] == "--flags"):
		return true
	case len(args) > 1 && slices.Contains(fileFlags, strings.TrimLeft(args[len(args)-2], "-")):
		return false
	default:
		return strings.HasSuffix(args[len(args)-1], ".cfg")
	}
}

// fileFlags are the flags of the standalone command that take a file's name,
// which may end in ".cfg" as a unit's does.
var fileFlags = []string{"o", "baseline", "write-baseline", "C", "modfile", "overlay"}

// Vettool runs the protocol between go vet and its tool for args, and returns
// the exit code, unless unitchecker exits first.
//
// unitchecker alone would run every analyzer that uses facts, or requires one
// that does, on every dependency, the standard library included. So what
// is to be run is decided here, before anything is parsed:
//   - on a dependency, the analyzers that make the facts that are needed;
//   - on a dependency whose facts are in tables, nothing;
//   - on a package to be reported on, the selected analyzers.
func Vettool(s *Suite, args []string) int {
	last := args[len(args)-1]
	if !strings.HasSuffix(last, ".cfg") {
		if id := buildID(); id != "" && strings.HasSuffix(last, "-V=full") {
			fmt.Printf("%s version devel buildID=%s\n", toolName, id)
			return 0
		}
		unitchecker.Main(s.universe()...) // -V=full, -flags
	}
	u, err := readUnit(last)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", toolName, err)
		return 1
	}
	sel := s.scan(args[:len(args)-1])
	run := s.reporters(sel)
	switch {
	case u.VetxOnly && s.IsStd != nil && s.IsStd(u.ImportPath):
		run = nil
	case u.VetxOnly:
		run = s.factsOf(run)
	case sel.unit:
		run = append(run, unitAnalyzer)
	}
	if len(run) == 0 {
		return s.finish(u, "")
	}
	if line := newerGo(s.goVersion(), u.compiler()); line != "" {
		return s.finish(u, line)
	}
	os.Args = append([]string{toolName}, sel.rest...)
	for _, a := range run {
		os.Args = append(os.Args, "-"+a.Name)
	}
	os.Args = append(os.Args, last)
	unitchecker.Main(s.universe()...)
	return 0
}

// finish ends a unit without an analysis, for the given reason if it should
// have had one. For a dependency the reason is not worth saying: it is said for
// the package that was asked for.
func (s *Suite) finish(u *unit, reason string) int {
	if err := u.writeNoFacts(); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", toolName, err)
		return 1
	}
	if reason != "" && !u.VetxOnly {
		fmt.Fprintln(os.Stderr, reason)
		return 1
	}
	return 0
}
