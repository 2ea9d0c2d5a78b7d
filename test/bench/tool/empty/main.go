// Command empty is a vettool that analyses nothing and has no facts: the
// driver's own start-up, and for dependencies nothing else.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() { unitchecker.Main(analyzer) }

var analyzer = &analysis.Analyzer{
	Name: "empty",
	Doc:  "empty: analyse nothing",
	Run:  func(*analysis.Pass) (any, error) { return nil, nil },
}
