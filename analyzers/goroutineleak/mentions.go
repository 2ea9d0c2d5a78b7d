package goroutineleak

import (
	"go/types"
	"slices"
	"strings"
)

// imports reports whether the package imports the one with the given path.
func (c *checker) imports(path string) bool {
	return slices.ContainsFunc(c.pass.Pkg.Imports(), func(p *types.Package) bool { return p.Path() == path })
}

// uses reports whether the package names any of the given functions of other
// packages ("io.Pipe"). It looks at no syntax.
func (c *checker) uses(names ...string) bool {
	var wanted []types.Object
	for _, name := range names {
		dot := strings.LastIndexByte(name, '.')
		for _, imp := range c.pass.Pkg.Imports() {
			if imp.Path() == name[:dot] {
				if obj := imp.Scope().Lookup(name[dot+1:]); obj != nil {
					wanted = append(wanted, obj)
				}
			}
		}
	}
	if len(wanted) == 0 {
		return false
	}
	for _, obj := range c.pass.TypesInfo.Uses {
		if slices.Contains(wanted, obj) {
			return true
		}
	}
	return false
}
