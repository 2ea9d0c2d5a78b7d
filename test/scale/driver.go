package main

import (
	"fmt"
	"go/types"
	"os"
	"reflect"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// A driver runs analyzers on one package, whose imports have no facts. The one of
// x/tools takes wall time, which on a busy machine says little.
type driver struct {
	pkg     *packages.Package
	results map[*analysis.Analyzer]any
	ran     func(*analysis.Analyzer, time.Duration)
	report  func(*analysis.Analyzer, analysis.Diagnostic)
	objects map[objectFact]analysis.Fact
}

type objectFact struct {
	object types.Object
	fact   reflect.Type
}

func newDriver(pkg *packages.Package) *driver {
	return &driver{pkg: pkg, results: make(map[*analysis.Analyzer]any), objects: make(map[objectFact]analysis.Fact)}
}

// run runs a after what it requires, unless it has run.
func (d *driver) run(a *analysis.Analyzer) error {
	if _, ok := d.results[a]; ok {
		return nil
	}
	for _, required := range a.Requires {
		if err := d.run(required); err != nil {
			return err
		}
	}
	pass := d.pass(a)
	before := cpu()
	result, err := a.Run(pass)
	d.ran(a, cpu()-before)
	if err != nil {
		return fmt.Errorf("%s: %w", a.Name, err)
	}
	d.results[a] = result
	return nil
}

func (d *driver) pass(a *analysis.Analyzer) *analysis.Pass {
	return &analysis.Pass{
		Analyzer:   a,
		Fset:       d.pkg.Fset,
		Files:      d.pkg.Syntax,
		Pkg:        d.pkg.Types,
		TypesInfo:  d.pkg.TypesInfo,
		TypesSizes: d.pkg.TypesSizes,
		Module:     &analysis.Module{Path: d.pkg.Module.Path, GoVersion: d.pkg.Module.GoVersion},
		ResultOf:   d.results,
		ReadFile:   os.ReadFile,
		Report:     func(diagnostic analysis.Diagnostic) { d.report(a, diagnostic) },
		ExportObjectFact: func(object types.Object, fact analysis.Fact) {
			d.objects[objectFact{object, reflect.TypeOf(fact)}] = fact
		},
		ImportObjectFact: func(object types.Object, fact analysis.Fact) bool {
			known, ok := d.objects[objectFact{object, reflect.TypeOf(fact)}]
			if ok {
				reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(known).Elem())
			}
			return ok
		},
		ExportPackageFact: func(analysis.Fact) {},
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		AllObjectFacts: func() []analysis.ObjectFact {
			var all []analysis.ObjectFact
			for key, fact := range d.objects {
				all = append(all, analysis.ObjectFact{Object: key.object, Fact: fact})
			}
			return all
		},
		AllPackageFacts: func() []analysis.PackageFact { return nil },
	}
}
