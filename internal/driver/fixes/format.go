package fixes

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
)

// format gofmts the new content of a file and removes the imports that old used
// and new does not. Content that does not parse is returned as it is: gofmt's
// message about it would say less than the compiler's.
func (p *plan) format(name string, old, new []byte) []byte {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, new, parser.ParseComments)
	if err != nil {
		return new
	}
	after := freeNames(file)
	ast.SortImports(fset, file)
	if before, err := parser.ParseFile(token.NewFileSet(), name, old, 0); err == nil {
		lost := freeNames(before)
		for used := range after {
			delete(lost, used)
		}
		if len(lost) > 0 {
			p.removeImports(fset, file, lost)
		}
	}
	var buf bytes.Buffer
	if format.Node(&buf, fset, file) != nil {
		return new
	}
	if isCRLF(old) { // gofmt drops carriage returns: the fix would touch every line
		return bytes.ReplaceAll(buf.Bytes(), []byte("\n"), []byte("\r\n"))
	}
	return buf.Bytes()
}

// isCRLF reports whether every line of content ends with a carriage return and
// a newline.
func isCRLF(content []byte) bool {
	lines := bytes.Count(content, []byte("\n"))
	return lines > 0 && bytes.Count(content, []byte("\r\n")) == lines
}

// removeImports removes the imports whose names are lost, which are no longer
// used.
func (p *plan) removeImports(fset *token.FileSet, file *ast.File, lost map[string]bool) {
	var unnamed []string
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil && spec.Name == nil {
			unnamed = append(unnamed, path)
		}
	}
	names := map[string]string{}
	if len(unnamed) > 0 && p.src.PackageNames != nil {
		names = p.src.PackageNames(unnamed)
	}
	for _, spec := range slices.Clone(file.Imports) {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		if spec.Name != nil {
			if lost[spec.Name.Name] {
				astutil.DeleteNamedImport(fset, file, spec.Name.Name, path)
			}
		} else if lost[names[path]] {
			astutil.DeleteImport(fset, file, path)
		}
	}
}

// freeNames returns the names in file that nothing in it declares: those of
// imports, among others. The parser resolves what is declared in the file, and
// leaves out the keys of composite literals, which are fields more often.
func freeNames(file *ast.File) map[string]bool {
	names := make(map[string]bool)
	for _, id := range file.Unresolved {
		names[id.Name] = true
	}
	return names
}
