// The new-analyzer command starts a new rule: a working analyzer with its
// documentation, its test, its fixtures and its place in the registry, to be
// changed step by step into the one that is wanted. CONTRIBUTING.md says how.
//
//	go run ./internal/cmd/new-analyzer [-family FAMILY] NAME "SUMMARY"
//
// The analyzer reports calls of a function named hazard, under one category,
// hazard-call. All tests pass with it, and the rule is off by default.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errFlags):
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "new-analyzer:", err)
		os.Exit(2)
	}
}

// errFlags is a mistake in the flags, which package flag has told the user of.
var errFlags = errors.New("bad flags")

func run(args []string, stdout, stderr io.Writer) error {
	fs := flag.NewFlagSet("new-analyzer", flag.ContinueOnError)
	fs.SetOutput(stderr)
	family := fs.String("family", "errors", "what asynchronous code loses here: "+strings.Join(slices.Sorted(maps.Keys(families)), ", "))
	fs.Usage = func() {
		fmt.Fprintf(stderr, "usage: new-analyzer [-family FAMILY] NAME \"SUMMARY\"\n\n"+
			"NAME is in lower-case letters; SUMMARY is one line, in lower case, without a period, as in\n"+
			"\tnew-analyzer -family resources lostticker \"report tickers that nobody stops\"\n\n")
		fs.PrintDefaults()
	}
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return err
	} else if err != nil {
		return errFlags
	}
	if fs.NArg() != 2 {
		fs.Usage()
		return fmt.Errorf("want a name and a summary, have %d arguments", fs.NArg())
	}
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	s := &scaffold{root: root, Name: fs.Arg(0), Summary: strings.TrimSpace(fs.Arg(1)), Family: families[*family]}
	if s.Family == "" {
		return fmt.Errorf("no family %q: want one of %s", *family, strings.Join(slices.Sorted(maps.Keys(families)), ", "))
	}
	if err := s.check(); err != nil {
		return err
	}
	written, err := s.write()
	if err != nil {
		return err
	}
	for _, name := range written {
		fmt.Fprintln(stdout, name)
	}
	generate := exec.Command("go", "generate", "./docs")
	generate.Dir = root
	if out, err := generate.CombinedOutput(); err != nil {
		return fmt.Errorf("the rule is there, but not its page: go generate ./docs: %w\n%s", err, out)
	}
	fmt.Fprintf(stdout, "docs/rules/%s.md\ndocs/rules/README.md\n", s.Name)
	fmt.Fprintf(stdout, "\nNow make it yours: fixtures first, then the analyzer. These show where you are:\n"+
		"\tgo test ./analyzers ./analyzers/%s\n\tgo generate ./docs\nCONTRIBUTING.md has the rest.\n", s.Name)
	return nil
}

// families are the names that the flag takes, with the constants of package
// rule that they stand for.
var families = map[string]string{
	"errors":       "VanishingErrors",
	"resources":    "LeakingResources",
	"loops":        "EventLoops",
	"pressure":     "BackPressure",
	"causality":    "LostCausality",
	"cancellation": "Cancellation",
	"housekeeping": "Housekeeping",
}

// moduleRoot returns the folder of this module, which the working directory
// must be in.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(mod), "module github.com/asynclint/asynclint\n") {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("run it in asynclint's own source tree")
		}
		dir = parent
	}
}
