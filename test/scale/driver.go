package main

import (
	"fmt"
	"go/types"
	"reflect"
	"time"

	"golang.org/x/tools/go/analysis"
)

// A driver runs analyzers on one package, whose imports have no facts. The one of
// x/tools takes wall time, which on a busy machine says little.
type driver struct {
	code    *code
	results map[*analysis.Analyzer]any
	ran     func(*analysis.Analyzer, time.Duration)
	report  func(*analysis.Analyzer, analysis.Diagnostic)
	objects map[objectFact]analysis.Fact
}

type objectFact struct {
	object types.Object
	fact   reflect.Type
}

func newDriver(c *code) *driver {
	return &driver{code: c, results: make(map[*analysis.Analyzer]any), objects: make(map[objectFact]analysis.Fact)}
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
		Fset:       d.code.fset,
		Files:      d.code.files,
		Pkg:        d.code.types,
		TypesInfo:  d.code.info,
		TypesSizes: d.code.sizes,
		Module:     &analysis.Module{Path: d.code.types.Path(), GoVersion: goVersion},
		ResultOf:   d.results,
		ReadFile:   d.code.readFile,
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
