// Package fixes applies the fixes of findings to files.
//
// It does in one place, for the findings that a user has chosen, what go vet
// -fix does for all findings of its tool: of each finding the first fix, each
// fix as a whole or not at all, merged with those before it as if by a
// three-way merge, and then gofmt and the removal of imports that are no longer
// used. With the same findings in the same order the result is the same.
//
// A fix is left out if it touches a file that is generated, or whose positions
// are not those of its bytes (cgo, line directives). A fix that can't be merged
// is a conflict: it can be tried on the result.
package fixes

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"github.com/asynclint/asynclint/internal/report"
)

// A File is a file that fixes change.
type File struct {
	Name     string
	Old, New []byte
}

// A Result is what came of a list of fixes.
type Result struct {
	Files     []File // those that change, by name
	Applied   int    // fixes that are part of the change
	Conflicts int    // fixes that could not be merged with those before them
	Skipped   int    // fixes of files that are not to be edited
}

// A Source gives access to what fixes depend on.
type Source struct {
	// ReadFile reads a file.
	ReadFile func(name string) ([]byte, error)

	// GoFiles returns the Go files in a directory.
	GoFiles func(dir string) []string

	// Locked, if not nil, reports whether a file can't be written: it is not to
	// be edited then.
	Locked func(name string) bool

	// PackageNames returns the names of the packages with the given import
	// paths, as far as they are known.
	PackageNames func(paths []string) map[string]string
}

// Apply returns what the first fixes of findings, in their order, make of the
// files. It changes nothing. An error means that a file can't be read, or that
// an edit is out of its bounds: it is not the file that was analysed.
func Apply(findings []report.Finding, src Source) (*Result, error) {
	p := &plan{src: src, files: make(map[string]*source), edits: make(map[string][]report.Edit)}
	result := new(Result)
	for _, f := range findings {
		if len(f.Fixes) == 0 || len(f.Fixes[0].Edits) == 0 {
			continue
		}
		switch ok, err := p.add(f.Fixes[0].Edits); {
		case errors.Is(err, errNotEdited):
			result.Skipped++
		case err != nil:
			return nil, err
		case ok:
			result.Applied++
		default:
			result.Conflicts++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.edits)) {
		old := p.files[name].content
		fixed, err := p.finish(name)
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(old, fixed) {
			result.Files = append(result.Files, File{name, old, fixed})
		}
	}
	return result, nil
}

// Prune drops the fixes of findings that [Apply] would skip: those of files
// that are not to be edited, or that can't be read.
func Prune(findings []report.Finding, src Source) {
	p := &plan{src: src, files: make(map[string]*source)}
	vain := func(fix report.Fix) bool {
		return slices.ContainsFunc(fix.Edits, func(e report.Edit) bool {
			file, err := p.read(e.File)
			return err != nil || file.locked
		})
	}
	for i := range findings {
		// The elements are copied: another finding may share them.
		findings[i].Fixes = slices.DeleteFunc(slices.Clone(findings[i].Fixes), vain)
	}
}

// A plan is the fixes accepted so far.
type plan struct {
	src   Source
	files map[string]*source
	edits map[string][]report.Edit // by file, in order
}

// A source is a file as it was analysed.
type source struct {
	content []byte
	locked  bool // it is not to be edited
}

var errNotEdited = errors.New("a file that is not to be edited")

// add merges the edits of a fix, and reports whether that was possible.
func (p *plan) add(edits []report.Edit) (bool, error) {
	byFile := make(map[string][]report.Edit)
	for _, e := range edits {
		file, err := p.read(e.File)
		if err != nil {
			return false, err
		}
		if file.locked {
			return false, errNotEdited
		}
		if e.Start < 0 || e.End < e.Start || e.End > len(file.content) {
			return false, fmt.Errorf("%s has changed since it was analysed: it is left as it is", e.File)
		}
		byFile[e.File] = append(byFile[e.File], e)
	}
	merged := make(map[string][]report.Edit)
	for name, edits := range byFile {
		slices.SortStableFunc(edits, func(a, b report.Edit) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
		})
		var ok bool
		if merged[name], ok = merge(p.edits[name], edits); !ok {
			return false, nil
		}
	}
	maps.Copy(p.edits, merged)
	return true, nil
}

// merge merges two ordered lists of edits. Equal edits become one, so that two
// fixes can add the same import; insertions at one point follow each other;
// deletions that overlap become one. Two different replacements that begin at
// the same point conflict.
func merge(x, y []report.Edit) ([]report.Edit, bool) {
	x, y = slices.Clone(x), slices.Clone(y)
	var out []report.Edit
	for len(x) > 0 && len(y) > 0 {
		a, b := &x[0], &y[0]
		switch {
		case *a == *b:
			out = append(out, *a)
			x, y = x[1:], y[1:]
		case a.End <= b.Start:
			out = append(out, *a)
			x = x[1:]
		case b.End <= a.Start:
			out = append(out, *b)
			y = y[1:]
		case a.Start < b.Start: // they overlap: what only a covers is deleted first
			out = append(out, report.Edit{File: a.File, Start: a.Start, End: b.Start})
			a.Start = b.Start
		case b.Start < a.Start:
			out = append(out, report.Edit{File: b.File, Start: b.Start, End: a.Start})
			b.Start = a.Start
		default:
			return nil, false
		}
	}
	return slices.Concat(out, x, y), true
}

// read returns the named file, and reads it once.
func (p *plan) read(name string) (*source, error) {
	if file, ok := p.files[name]; ok {
		return file, nil
	}
	file := new(source)
	if filepath.Ext(name) == ".go" {
		var err error
		file.content, err = p.src.ReadFile(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // a line directive may name anything
			return nil, err
		}
	}
	file.locked = file.content == nil || !editable(file.content) || p.claimed(name) || p.src.Locked != nil && p.src.Locked(name)
	p.files[name] = file
	return file, nil
}

// editable reports whether a Go file was written by people, and is what the
// compiler sees: what cgo and line directives say about positions is true of
// another file.
func editable(content []byte) bool {
	if hasLineDirective(content, "") {
		return false
	}
	file, err := parser.ParseFile(token.NewFileSet(), "", content, parser.ImportsOnly|parser.ParseComments)
	if err != nil || ast.IsGenerated(file) {
		return false
	}
	return !slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"C"` })
}

// claimed reports whether a line directive in a file of the same directory
// names the file: then what was found in that one looks as if it were in this.
func (p *plan) claimed(name string) bool {
	if p.src.GoFiles == nil {
		return false
	}
	base := filepath.Base(name)
	return slices.ContainsFunc(p.src.GoFiles(filepath.Dir(name)), func(sibling string) bool {
		content, err := p.src.ReadFile(sibling)
		return err == nil && hasLineDirective(content, base)
	})
}

// hasLineDirective reports whether content has a line directive that mentions
// base.
func hasLineDirective(content []byte, base string) bool {
	for line := range bytes.Lines(content) {
		for _, directive := range []string{"//line ", "/*line "} {
			if _, rest, ok := bytes.Cut(line, []byte(directive)); ok && bytes.Contains(rest, []byte(base)) {
				return true
			}
		}
	}
	return false
}

// finish returns the content of the named file with all edits made.
func (p *plan) finish(name string) ([]byte, error) {
	old := p.files[name].content
	var out []byte
	last := 0
	for _, e := range p.edits[name] {
		if e.Start < last {
			return nil, fmt.Errorf("%s: the edits of a fix overlap: it is left as it is", name)
		}
		out = append(append(out, old[last:e.Start]...), e.New...)
		last = e.End
	}
	return p.format(name, old, append(out, old[last:]...)), nil
}
