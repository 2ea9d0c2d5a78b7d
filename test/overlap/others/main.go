// Others is a vet tool that runs the analyzers with which asynclint's are
// compared.
package main

import (
	"github.com/gostaticanalysis/nilerr"
	"github.com/kisielk/errcheck/errcheck"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
	"honnef.co/go/tools/analysis/lint"
	"honnef.co/go/tools/simple"
	"honnef.co/go/tools/staticcheck"
	"honnef.co/go/tools/stylecheck"
)

func main() {
	analyzers := []*analysis.Analyzer{errcheck.Analyzer, nilerr.Analyzer}
	// Those of the command staticcheck, but for unused, which as an analyzer
	// reports nothing.
	for _, checks := range [][]*lint.Analyzer{simple.Analyzers, staticcheck.Analyzers, stylecheck.Analyzers} {
		for _, c := range checks {
			if !c.Doc.NonDefault {
				analyzers = append(analyzers, c.Analyzer)
			}
		}
	}
	unitchecker.Main(analyzers...)
}
