package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// resources applies what the overlay says of resource rows, and derives the
// rows of functions that release.
func (over *overlay) resources(in *input) error {
	used := make(map[string]bool)
	released := make(map[string]bool)
	for i := range in.resources {
		r := &in.resources[i]
		used[r.ID] = true
		r.quiet, r.exhausted = over.Quiet[r.ID], over.Exhausted[r.ID]
		r.Release = append(r.Release, over.More[r.ID]...)
		for _, sym := range r.Release {
			if !isSymbol(sym) || released[sym] {
				continue
			}
			released[sym] = true
			rel := row{ID: sym, Module: r.Module, Version: r.Version, Symbol: sym, Category: r.Category}
			rel.Pkg, rel.Name = splitFunc(sym)
			param, ok := over.Released[sym]
			switch {
			case ok:
			case strings.HasPrefix(sym, "("):
				param = -1 // the receiver
			default:
				param = -2 // a state of the program
			}
			rel.Param = &param
			in.releases = append(in.releases, rel)
		}
	}
	for _, err := range []error{
		unused("resource", used, over.Quiet), unused("resource", used, over.Exhausted),
		unused("resource", used, over.More), unused("releasing", released, over.Released),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// isSymbol reports whether a word of the column "release" is the full name of
// a function.
func isSymbol(word string) bool {
	return !strings.HasPrefix(word, ".") && word != "call" && word != "drain"
}

// splitFunc splits the full name of a package-level function.
func splitFunc(sym string) (path, name string) {
	dot := strings.LastIndexByte(sym, '.')
	return sym[:dot], sym[dot+1:]
}

// fates maps the beginning of what the table says of the garbage collector to
// constants, the most special ones first.
var fates = []struct{ prefix, constant string }{
	{"no", "Leaks"},
	{"finalizer", "Finalized"},
	{"goroutine exit", "Leaks"},
	{"expires", "Expires"},
	{"yes, but", "Loses"},
	{"yes (memory) but", "Strands"},
	{"yes since Go 1.23", "CollectedFrom123"},
	{"yes", "Collected"},
}

func resourceLiteral(b *bytes.Buffer, r row) error {
	symbol(b, r)
	fmt.Fprintf(b, ", Result: %d", index(r.Result))
	str(b, "Category", r.Category)
	var methods []string
	for _, word := range r.Release {
		switch {
		case word == "call":
			flagField(b, "Call", true)
		case word == "drain":
			flagField(b, "Drain", true)
		case strings.HasPrefix(word, "."):
			methods = append(methods, word[1:])
		}
	}
	strs(b, "Methods", methods)
	var funcs []string
	for _, word := range r.Release {
		if isSymbol(word) {
			s := row{Symbol: word}
			s.Pkg, s.Name = splitFunc(word)
			if err := s.resolve(); err != nil {
				return err
			}
			funcs = append(funcs, fmt.Sprintf("{%q, %q, %q}", s.Pkg, s.recv, s.Name))
		}
	}
	if len(funcs) > 0 {
		fmt.Fprintf(b, ", Funcs: []Symbol{%s}", strings.Join(funcs, ", "))
	}
	str(b, "Exhausted", r.exhausted)
	flagField(b, "Error", r.ReturnsError)
	i := slices.IndexFunc(fates, func(f struct{ prefix, constant string }) bool { return strings.HasPrefix(r.GCOK, f.prefix) })
	if i < 0 {
		return fmt.Errorf("unknown gc_ok %q", r.GCOK)
	}
	fmt.Fprintf(b, ", GC: %s", fates[i].constant)
	str(b, "Quiet", r.quiet)
	str(b, "Note", r.Notes)
	src(b, r)
	return nil
}

func releaseLiteral(b *bytes.Buffer, r row) error {
	symbol(b, r)
	fmt.Fprintf(b, ", Param: %d", r.param())
	str(b, "Category", r.Category)
	return nil
}
