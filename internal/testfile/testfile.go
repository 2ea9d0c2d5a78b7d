// Package testfile tells tests from other source files, in one way for all.
package testfile

import (
	"go/token"
	"strings"
)

// Contains reports whether pos lies in a _test.go file. The name is that of
// the file which was parsed, whatever a line directive in it says.
func Contains(fset *token.FileSet, pos token.Pos) bool {
	f := fset.File(pos)
	return f != nil && strings.HasSuffix(f.Name(), "_test.go")
}
