// Command floor is a vettool that parses, type-checks and writes facts for
// every package, and analyses nothing: what any vettool with facts costs under
// the go command, whatever it does.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() { unitchecker.Main(analyzer) }

var analyzer = &analysis.Analyzer{
	Name:      "floor",
	Doc:       "floor: analyse nothing, in every package",
	Run:       func(*analysis.Pass) (any, error) { return nil, nil },
	FactTypes: []analysis.Fact{new(fact)},
}

// fact is never exported. That the analyzer could export one is what makes the
// driver load each dependency.
type fact struct{}

func (*fact) AFact() {}
