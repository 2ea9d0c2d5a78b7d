package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

const (
	registryFile = "analyzers/analyzers.go"
	importPrefix = "github.com/asynclint/asynclint/analyzers/"
)

// register returns the registry's source with the rule of the given name at
// the end of the list of hazards.
func register(src []byte, name string) ([]byte, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, registryFile, src, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	list := hazards(f)
	if list == nil {
		return nil, fmt.Errorf("%s: no list \"var hazards = []*rule.Rule{…}\"", registryFile)
	}
	if len(f.Imports) == 0 {
		return nil, errors.New(registryFile + ": no imports")
	}
	offset := func(pos token.Pos) int { return fset.Position(pos).Offset }

	// The list comes after the imports: insert there first, so that the
	// offsets of what comes before stay right.
	entry := "&" + name + ".Rule,\n"
	switch n := len(list.Elts); {
	case n == 0:
		entry = "\n" + entry
	case fset.Position(list.Elts[n-1].End()).Line == fset.Position(list.Rbrace).Line:
		entry = ",\n" + entry
	}
	end := offset(list.Rbrace)
	out := slices.Insert(slices.Clone(src), end, []byte(entry)...)

	spec := fmt.Sprintf("%q\n", importPrefix+name)
	out = slices.Insert(out, offset(importsOfRules(f)), []byte(spec)...)
	return format.Source(out)
}

// importsOfRules returns where imports of rules are, or else the last import:
// formatting sorts the rest.
func importsOfRules(f *ast.File) token.Pos {
	for _, spec := range f.Imports {
		if strings.HasPrefix(spec.Path.Value, `"`+importPrefix) {
			return spec.Pos()
		}
	}
	return f.Imports[len(f.Imports)-1].Pos()
}

// hazards returns the list of rules about code, nil if there is none.
func hazards(f *ast.File) *ast.CompositeLit {
	for _, d := range f.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.VAR {
			continue
		}
		for _, spec := range d.Specs {
			spec := spec.(*ast.ValueSpec)
			if len(spec.Names) == 1 && spec.Names[0].Name == "hazards" && len(spec.Values) == 1 {
				list, _ := spec.Values[0].(*ast.CompositeLit)
				return list
			}
		}
	}
	return nil
}
