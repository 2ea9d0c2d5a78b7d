package edit

import (
	"go/ast"
	"go/version"

	"golang.org/x/tools/go/analysis"
)

// GoVersion reports whether file may use what came with the Go version since, such
// as "go1.22": by its build constraint, or else by the module's go directive. Where
// neither is known, it may.
func GoVersion(pass *analysis.Pass, file *ast.File, since string) bool {
	v := pass.TypesInfo.FileVersions[file]
	if v == "" {
		v = pass.Pkg.GoVersion()
	}
	return v == "" || version.Compare(version.Lang(v), since) >= 0
}
