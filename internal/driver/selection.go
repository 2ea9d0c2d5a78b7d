package driver

import (
	"flag"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A selection says which analyzers a command line of the vettool asks for.
type selection struct {
	enabled map[string]bool // the -NAME flags that were given
	unit    bool            // -unit
	rest    []string        // all other flags, as they were given
}

// scan reads the flags of a vettool's command line. It sets nothing: flags are
// parsed by unitchecker, once, since a flag may accumulate values.
func (s *Suite) scan(args []string) selection {
	sel := selection{enabled: make(map[string]bool)}
	byName := make(map[string]*analysis.Analyzer)
	for _, a := range s.universe() {
		byName[a.Name] = a
	}
	for i := 0; i < len(args); i++ {
		name, value, hasValue := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		if !hasValue {
			value = "true"
		}
		on, err := strconv.ParseBool(value)
		switch {
		case err == nil && name == unitAnalyzer.Name:
			sel.unit = on
			continue
		case err == nil && byName[name] != nil:
			sel.enabled[name] = on
			continue
		}
		sel.rest = append(sel.rest, args[i])
		if !hasValue && !isBoolFlag(byName, name) && i+1 < len(args) {
			i++
			sel.rest = append(sel.rest, args[i])
		}
	}
	return sel
}

// isBoolFlag reports whether the named flag of the vettool takes no value
// unless it is joined to it.
func isBoolFlag(byName map[string]*analysis.Analyzer, name string) bool {
	switch name {
	case "json", "fix", "diff", "source", "v", "all":
		return true
	}
	if byName[name] != nil {
		return true // only with a malformed value do we get here
	}
	analyzer, local, ok := strings.Cut(name, ".")
	if !ok || byName[analyzer] == nil {
		return false
	}
	f := byName[analyzer].Flags.Lookup(local)
	return f != nil && boolValued(f)
}

// boolValued reports whether f can be set without a value.
func boolValued(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// reporters returns the analyzers that sel asks for: those named by a flag
// -NAME; if there are none, those that run by default, except those named by a
// flag -NAME=false.
func (s *Suite) reporters(sel selection) []*analysis.Analyzer {
	explicit := false
	for _, on := range sel.enabled {
		explicit = explicit || on
	}
	var list []*analysis.Analyzer
	add := func(a *analysis.Analyzer, byDefault bool) {
		on, named := sel.enabled[a.Name]
		if explicit && on || !explicit && byDefault && (on || !named) {
			list = append(list, a)
		}
	}
	for _, r := range s.Rules {
		add(r.Analyzer, r.Default)
	}
	for _, a := range s.Facts {
		add(a, false)
	}
	for _, a := range s.Flags {
		add(a, false)
	}
	return list
}

// factsOf returns the analyzers to be run on a package that is only analysed
// for its facts: those among s.Facts which a selected analyzer asks, and not the
// selected analyzers themselves, although they use facts.
func (s *Suite) factsOf(selected []*analysis.Analyzer) []*analysis.Analyzer {
	needed := closure(selected)
	return slices.DeleteFunc(slices.Clone(s.Facts), func(a *analysis.Analyzer) bool { return !needed[a] })
}
