package directives

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A scanner finds the directives of one file and what each is attached to.
type scanner struct {
	pass *analysis.Pass
	res  *Result
	file *ast.File
	docs map[*ast.CommentGroup]*attachment
}

// An attachment is a declaration that a comment group documents.
type attachment struct {
	objs     []types.Object // what a declaring verb may speak of; nil if nothing
	from, to token.Pos      // what an ignore covers
}

func (s *scanner) scan() {
	s.docs = make(map[*ast.CommentGroup]*attachment)
	ast.Inspect(s.file, s.attach)
	code := codeLines(s.pass.Fset, s.file)
	for _, group := range s.file.Comments {
		for _, c := range group.List {
			d, problem := parse(c)
			switch {
			case problem != nil:
				s.res.Problems = append(s.res.Problems, *problem)
			case d == nil:
			case d.Verb == Ignore:
				s.ignore(d, group, code)
			default:
				s.declare(d, group)
			}
		}
	}
}

// attach records the declarations that have comments.
func (s *scanner) attach(n ast.Node) bool {
	info := s.pass.TypesInfo
	add := func(from ast.Node, groups []*ast.CommentGroup, names ...*ast.Ident) {
		for _, g := range groups {
			if g == nil {
				continue
			}
			a := &attachment{from: from.Pos(), to: from.End()}
			for _, name := range names {
				if obj := info.Defs[name]; obj != nil {
					a.objs = append(a.objs, obj)
				}
			}
			if s.docs[g] == nil {
				s.docs[g] = a
			}
		}
	}
	switch n := n.(type) {
	case *ast.File:
		add(n, []*ast.CommentGroup{n.Doc})
	case *ast.FuncDecl:
		add(n, []*ast.CommentGroup{n.Doc}, n.Name)
	case *ast.GenDecl:
		if len(n.Specs) == 1 && !n.Lparen.IsValid() {
			switch spec := n.Specs[0].(type) {
			case *ast.TypeSpec:
				add(n, []*ast.CommentGroup{n.Doc}, spec.Name)
			case *ast.ValueSpec:
				add(n, []*ast.CommentGroup{n.Doc}, spec.Names...)
			}
		}
		add(n, []*ast.CommentGroup{n.Doc})
	case *ast.TypeSpec:
		add(n, []*ast.CommentGroup{n.Doc, n.Comment}, n.Name)
	case *ast.ValueSpec:
		add(n, []*ast.CommentGroup{n.Doc, n.Comment}, n.Names...)
	case *ast.Field:
		add(n, []*ast.CommentGroup{n.Doc, n.Comment}, n.Names...)
	}
	return true
}

// ignore works out what an ignore directive covers: the declaration that it
// documents; else the line that it ends, if code stands there; else the next
// line that has code.
func (s *scanner) ignore(d *Directive, group *ast.CommentGroup, code []bool) {
	tokFile := s.pass.Fset.File(d.Pos)
	line := tokFile.PositionFor(d.Pos, false).Line
	ig := &IgnoreDirective{Directive: d}
	switch a := s.docs[group]; {
	case a != nil && !code[line]:
		ig.From, ig.To = a.from, a.to
	default:
		for !code[line] && line < tokFile.LineCount() {
			line++
		}
		ig.From = tokFile.LineStart(line)
		ig.To = s.file.FileEnd
		if line < tokFile.LineCount() {
			ig.To = tokFile.LineStart(line + 1)
		}
	}
	s.res.ignores = append(s.res.ignores, ig)
}

// declare records a directive about a declaration.
func (s *scanner) declare(d *Directive, group *ast.CommentGroup) {
	problem := func(format string, args ...any) {
		s.res.Problems = append(s.res.Problems, Problem{Pos: d.Pos, End: d.End, Message: fmt.Sprintf(format, args...)})
	}
	a := s.docs[group]
	if a == nil || len(a.objs) == 0 {
		problem("asynclint:%s belongs in the comment of %s", d.Verb, subjects(d.Verb))
		return
	}
	for _, obj := range a.objs {
		if !d.fits(obj) {
			problem("asynclint:%s belongs in the comment of %s; %s is none", d.Verb, subjects(d.Verb), obj.Name())
			continue
		}
		if d.Verb == Spawns || d.Verb == EventLoopParam {
			verb, _, _ := strings.Cut(string(d.Verb), " ")
			params := obj.(*types.Func).Signature().Params()
			if d.Param >= params.Len() {
				problem("asynclint:%s %d: %s has %d parameters", verb, d.Param, obj.Name(), params.Len())
				continue
			}
			if d.Verb == EventLoopParam && !holdsFuncs(params.At(d.Param).Type()) {
				problem("asynclint:%s %d: parameter %d of %s is no function", verb, d.Param, d.Param, obj.Name())
				continue
			}
		}
		if s.res.declared[obj] == nil {
			s.res.objects = append(s.res.objects, obj)
		}
		s.res.declared[obj] = append(s.res.declared[obj], d)
	}
}

// fits reports whether obj is something that d's verb can speak of.
func (d *Directive) fits(obj types.Object) bool {
	switch obj := obj.(type) {
	case *types.Func:
		return true
	case *types.Var, *types.TypeName:
		_, isFunc := types.Unalias(obj.Type()).Underlying().(*types.Signature)
		return isFunc && (d.Verb == EventLoop || d.Verb == Blocks || d.Verb == NonBlocking || d.Verb == Bounded)
	}
	return false
}

// holdsFuncs reports whether t is a function type, or a slice of one.
func holdsFuncs(t types.Type) bool {
	if slice, ok := t.Underlying().(*types.Slice); ok {
		t = slice.Elem()
	}
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

func subjects(v Verb) string {
	switch v {
	case EventLoop, Blocks, NonBlocking, Bounded:
		return "a function, interface method, func type, or func-typed field or variable"
	default:
		return "a function or interface method"
	}
}

// codeLines returns, by line number, whether the line holds code besides
// comments: a line where some node begins or ends.
func codeLines(fset *token.FileSet, file *ast.File) []bool {
	tokFile := fset.File(file.FileStart)
	lines := make([]bool, tokFile.LineCount()+2)
	mark := func(pos token.Pos) {
		if pos.IsValid() && file.FileStart <= pos && pos <= file.FileEnd {
			lines[tokFile.PositionFor(pos, false).Line] = true
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case nil:
			return false
		case *ast.CommentGroup, *ast.Comment:
			return false
		case *ast.File:
			mark(n.Package)
		default:
			mark(n.Pos())
			mark(n.End() - 1)
		}
		return true
	})
	return lines
}
