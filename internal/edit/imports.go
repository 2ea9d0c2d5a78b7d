package edit

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Import returns the qualifier ("slog.", or "" for a dot import) with which code
// at pos, in file, can name an exported member of the package with the given
// path, and the edits that this takes: none if the file imports the package
// under a name that is not shadowed at pos. name is the package's own name.
//
// The qualifier of a new import is a fresh name where the package's own is taken
// in the file, in the package, or around pos.
func Import(pkg *types.Package, info *types.Info, file *ast.File, pos token.Pos, pkgPath, name, member string) (qualifier string, edits []analysis.TextEdit) {
	fileScope := info.Scopes[file]
	scope := innermost(info, file, pos)
	for _, spec := range file.Imports {
		obj := pkgNameOf(info, spec)
		if obj == nil || obj.Imported().Path() != pkgPath {
			continue
		}
		switch obj.Name() {
		case "_":
		case ".":
			// What a dot import declares lies in the file's scope.
			if s, _ := scope.LookupParent(member, pos); s == fileScope {
				return "", nil
			}
		default:
			if _, found := scope.LookupParent(obj.Name(), pos); found == obj {
				return obj.Name() + ".", nil
			}
		}
	}

	local := name
	for i := 2; !importable(pkg, fileScope, scope, pos, local); i++ {
		local = name + strconv.Itoa(i)
	}
	spec := strconv.Quote(pkgPath)
	if local != path.Base(pkgPath) {
		spec = local + " " + spec
	}
	return local + ".", []analysis.TextEdit{insertImport(file, pkgPath, spec)}
}

// Imported returns the name under which file imports the package with the given
// path, if it can be used at pos to name a type.
func Imported(info *types.Info, file *ast.File, pos token.Pos, pkgPath string) (name string, ok bool) {
	scope := innermost(info, file, pos)
	for _, spec := range file.Imports {
		obj := pkgNameOf(info, spec)
		if obj == nil || obj.Imported().Path() != pkgPath || obj.Name() == "_" || obj.Name() == "." {
			continue
		}
		if _, found := scope.LookupParent(obj.Name(), pos); found == obj {
			return obj.Name(), true
		}
	}
	return "", false
}

// importable reports whether name is free for a new import: in the file's
// scope, in the package's (Go allows no name in both), and around pos.
func importable(pkg *types.Package, fileScope, scope *types.Scope, pos token.Pos, name string) bool {
	if pkg.Scope().Lookup(name) != nil || fileScope != nil && fileScope.Lookup(name) != nil {
		return false
	}
	_, obj := scope.LookupParent(name, pos)
	return obj == nil
}

func pkgNameOf(info *types.Info, spec *ast.ImportSpec) *types.PkgName {
	var obj types.Object
	if spec.Name != nil {
		obj = info.Defs[spec.Name]
	} else {
		obj = info.Implicits[spec]
	}
	name, _ := obj.(*types.PkgName)
	return name
}

// insertImport returns the edit that adds spec. Its place depends on the file
// and the path alone: in the first parenthesised declaration, sorted among the
// specs of its kind (standard library or not); without one, in a declaration of
// its own before the first, or after the package clause.
func insertImport(file *ast.File, pkgPath, spec string) analysis.TextEdit {
	insert := func(pos token.Pos, text string) analysis.TextEdit {
		return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
	}
	var first *ast.GenDecl
	for _, decl := range file.Decls {
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.IMPORT {
			break
		}
		if isC(d) {
			continue // its comment is the C code
		}
		if first == nil {
			first = d
		}
		if d.Lparen.IsValid() && len(d.Specs) > 0 {
			return insertSpec(d, pkgPath, spec, insert)
		}
	}
	if first != nil {
		pos := first.Pos()
		if first.Doc != nil {
			pos = first.Doc.Pos()
		}
		return insert(pos, "import "+spec+"\n")
	}
	return insert(file.Name.End(), "\n\nimport "+spec)
}

func insertSpec(d *ast.GenDecl, pkgPath, spec string, insert func(token.Pos, string) analysis.TextEdit) analysis.TextEdit {
	var last *ast.ImportSpec // the last spec of the same kind that sorts before
	for _, s := range d.Specs {
		s := s.(*ast.ImportSpec)
		p, _ := strconv.Unquote(s.Path.Value)
		if isStd(p) != isStd(pkgPath) {
			continue
		}
		if p > pkgPath {
			pos := s.Pos()
			if s.Doc != nil {
				pos = s.Doc.Pos()
			}
			if last == nil {
				return insert(pos, spec+"\n\t")
			}
			break
		}
		last = s
	}
	if last != nil {
		return insert(lineEnd(last), "\n\t"+spec)
	}
	// None of its kind: a group of its own, standard library first.
	if isStd(pkgPath) {
		s := d.Specs[0].(*ast.ImportSpec)
		pos := s.Pos()
		if s.Doc != nil {
			pos = s.Doc.Pos()
		}
		return insert(pos, spec+"\n\n\t")
	}
	return insert(lineEnd(d.Specs[len(d.Specs)-1].(*ast.ImportSpec)), "\n\n\t"+spec)
}

// lineEnd returns the end of s with the comment that trails it.
func lineEnd(s *ast.ImportSpec) token.Pos {
	if s.Comment != nil {
		return s.Comment.End()
	}
	return s.End()
}

func isC(d *ast.GenDecl) bool {
	for _, s := range d.Specs {
		if s, ok := s.(*ast.ImportSpec); ok && s.Path.Value == `"C"` {
			return true
		}
	}
	return false
}

// isStd is the guess of goimports: only paths of other modules have a dot in
// their first element.
func isStd(pkgPath string) bool {
	first, _, _ := strings.Cut(pkgPath, "/")
	return !strings.Contains(first, ".")
}
