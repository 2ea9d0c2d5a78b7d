package directives

import (
	"flag"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/rule"
)

// Analyzer parses the directives of a package. Its result is a [*Result].
var Analyzer = &analysis.Analyzer{
	Name:             "directives",
	Doc:              rule.Doc(doc, "directives"),
	URL:              rule.PassURL("directives"),
	Flags:            flags(),
	Run:              run,
	ResultType:       reflect.TypeFor[*Result](),
	RunDespiteErrors: true,
}

func flags() flag.FlagSet {
	var set flag.FlagSet
	set.Init("directives", flag.ContinueOnError)
	set.Bool("generated", false, "report findings in generated files too")
	return set
}

// Of returns the directives of the package of pass. It is never nil: where a
// driver could not provide the analyzer's result, there are none.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return new(Result)
}

// A Result holds the directives of one package.
type Result struct {
	Problems []Problem // in source order, file by file

	ignores          []*IgnoreDirective
	declared         map[types.Object][]*Directive
	objects          []types.Object // the keys of declared, in source order
	generated        []*ast.File
	includeGenerated bool
}

// An IgnoreDirective is an ignore directive and the source range that it
// covers.
type IgnoreDirective struct {
	*Directive
	From, To token.Pos // half-open
}

// Covers reports whether d speaks of findings of the given rule and category
// at pos.
func (d *IgnoreDirective) Covers(rule, category string, pos token.Pos) bool {
	if pos < d.From || pos >= d.To {
		return false
	}
	return slices.ContainsFunc(d.Rules, func(name string) bool {
		return name == rule || category != "" && name == rule+"/"+category
	})
}

// Ignores returns the ignore directives in source order.
func (r *Result) Ignores() []*IgnoreDirective { return r.ignores }

// Ignoring returns the ignore directives that cover a finding.
func (r *Result) Ignoring(rule, category string, pos token.Pos) []*IgnoreDirective {
	var list []*IgnoreDirective
	for _, d := range r.ignores {
		if d.Covers(rule, category, pos) {
			list = append(list, d)
		}
	}
	return list
}

// Declared returns the directive with the given verb on the declaration of
// obj, a function, interface method, field, variable or type of this package;
// nil if there is none.
func (r *Result) Declared(obj types.Object, verb Verb) *Directive {
	for _, d := range r.declared[obj] {
		if d.Verb == verb {
			return d
		}
	}
	return nil
}

// DeclaredParam returns the directive with the given verb, which takes the index
// of a parameter, about parameter i of obj; nil if there is none.
func (r *Result) DeclaredParam(obj types.Object, verb Verb, i int) *Directive {
	for _, d := range r.declared[obj] {
		if d.Verb == verb && d.Param == i {
			return d
		}
	}
	return nil
}

// Objects returns the objects whose declarations carry the verb, in source
// order.
func (r *Result) Objects(verb Verb) []types.Object {
	var list []types.Object
	for _, obj := range r.objects {
		if r.Declared(obj, verb) != nil {
			list = append(list, obj)
		}
	}
	return list
}

// Hides reports whether findings at pos are left out because they lie in a
// generated file.
func (r *Result) Hides(pos token.Pos) bool {
	if r.includeGenerated {
		return false
	}
	return slices.ContainsFunc(r.generated, func(f *ast.File) bool { return f.FileStart <= pos && pos < f.FileEnd })
}

func run(pass *analysis.Pass) (any, error) {
	res := &Result{
		declared:         make(map[types.Object][]*Directive),
		includeGenerated: pass.Analyzer.Flags.Lookup("generated").Value.String() == "true",
	}
	for _, file := range pass.Files {
		if isGenerated(pass.Fset, file) {
			res.generated = append(res.generated, file)
		}
		if mentionsDirectives(file) {
			s := scanner{pass: pass, res: res, file: file}
			s.scan()
		}
	}
	return res, nil
}

// isGenerated reports whether a generator wrote file. What cgo makes of a file
// that imports "C" stands for that file: the marker that cgo puts above it says
// nothing about who wrote it.
func isGenerated(fset *token.FileSet, file *ast.File) bool {
	if !ast.IsGenerated(file) {
		return false
	}
	if !strings.HasSuffix(fset.File(file.Package).Name(), ".cgo1.go") {
		return true
	}
	own := *file
	own.Comments = file.Comments[1:]
	return ast.IsGenerated(&own)
}

// mentionsDirectives is the cheap test that most files fail.
func mentionsDirectives(file *ast.File) bool {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.Contains(c.Text, "asynclint:") {
				return true
			}
		}
	}
	return false
}
