// Package testfile tells tests from other source files, in one way for all.
package testfile

import (
	"flag"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Flag is the boolean flag of an analyzer that makes it look at tests too.
const Flag = "tests"

// Flags returns the flags of the analyzer with the given name, with [Flag] among
// them: "report", what the analyzer reports, "in test files too".
func Flags(name, what string) flag.FlagSet {
	var set flag.FlagSet
	set.Init(name, flag.ContinueOnError)
	set.Bool(Flag, false, "report "+what+" in test files too")
	return set
}

// Contains reports whether pos lies in a _test.go file. The name is that of
// the file which was parsed, whatever a line directive in it says.
func Contains(fset *token.FileSet, pos token.Pos) bool {
	f := fset.File(pos)
	return f != nil && strings.HasSuffix(f.Name(), "_test.go")
}

// IsTest reports whether file is part of tests: a test file, one with helpers for
// them, or one of a package whose path says that it is there for tests.
func IsTest(pass *analysis.Pass, file *ast.File) bool {
	if file == nil {
		return false
	}
	if Contains(pass.Fset, file.Package) || imports(file, "testing") || imports(file, "net/http/httptest") {
		return true
	}
	path := pass.Pkg.Path()
	if m := pass.Module; m != nil {
		path = strings.TrimPrefix(path, m.Path) // the module may be about testing
	}
	for elem := range strings.SplitSeq(path, "/") {
		for _, prefix := range []string{"bench", "fake", "integrationtest", "mock", "stub", "test"} {
			if strings.HasPrefix(elem, prefix) {
				return true
			}
		}
		// As in httptest and iotest, but not in other words.
		if strings.HasSuffix(elem, "test") && !slices.Contains([]string{"attest", "contest", "latest"}, elem) {
			return true
		}
	}
	return false
}

func imports(file *ast.File, importPath string) bool {
	for _, spec := range file.Imports {
		if spec.Path.Value == strconv.Quote(importPath) && (spec.Name == nil || spec.Name.Name != "_") {
			return true
		}
	}
	return false
}
