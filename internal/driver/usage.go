package driver

import (
	"flag"
	"fmt"
	"io"
	"strings"

	"golang.org/x/tools/go/analysis"
)

const usageHead = `asynclint finds hazards in asynchronous Go code.

usage:
  asynclint [flags] [packages]     analyse packages (default ./...)
  asynclint explain RULE           print a rule's page; CATEGORY for a part
  asynclint rules                  list rules and categories
  asynclint version                print the version
  asynclint gopls [-version V] [-o FILE]
                                   build gopls with the rules inside
  go vet -vettool=$(which asynclint) [packages]

explain, rules and version take -json. Packages are named as for go build; a
package in ./rules is ./rules, not rules.

what is analysed:
  -only LIST           report only these: rule, rule/category or category,
                       comma-separated; turns on what is off by default
  -skip LIST           do not report these
  -severity LEVEL      report from LEVEL up: info, warning, error (default info)
  -tests=false         do not report what is in _test.go files
`

const usageGenerated = `  -generated           report what is in generated files too
`

const usageMiddle = `  -with-vet            run go vet too, and report what it finds
  -NAME, -NAME=false   run only, or all but, the rule NAME, as in go vet
  -baseline FILE       hide the findings recorded in FILE
  -write-baseline FILE record the findings in FILE
  -new-from-rev REV    report only what is on lines that differ from revision
                       REV of git, or are in files that git doesn't know

what comes out:
  -format FORMAT       text, json, sarif, github, gitlab or html (default text)
  -o FILE              write the report to FILE
  -fix                 apply the first fix of each finding, report what remains
  -diff                print what -fix would change; exit 1 if there is any
  -color WHEN          auto, always or never (default auto)
  -progress WHEN       auto, always or never (default auto)
  -set-exit-status=false
                       exit 0 even if there are findings

how packages are found (as in go build):
  -C DIR               run in DIR; file names stay relative to where you are
`

const usageTail = `
exit codes: 0 nothing found, 1 findings, 2 something could not be run or read
`

// usage prints what -h asks for.
func (s *Suite) usage(w io.Writer) {
	fmt.Fprint(w, usageHead)
	if s.lookup(generatedFlag) != nil {
		fmt.Fprint(w, usageGenerated)
	}
	fmt.Fprint(w, usageMiddle)
	for _, b := range buildFlags {
		fmt.Fprintf(w, "  %-20s %s\n", "-"+b.name+" "+strings.ToUpper(b.arg), b.usage)
	}
	heading := "\nflags of analyzers:\n"
	for _, a := range s.own() {
		a.Flags.VisitAll(func(f *flag.Flag) {
			fmt.Fprint(w, heading, analyzerFlag(a, f))
			heading = ""
		})
	}
	fmt.Fprint(w, usageTail)
}

func analyzerFlag(a *analysis.Analyzer, f *flag.Flag) string {
	arg, usage := flag.UnquoteUsage(f)
	name := "-" + a.Name + "." + f.Name
	if arg != "" && !boolValued(f) {
		name += " " + strings.ToUpper(arg)
	}
	return fmt.Sprintf("  %s\n                       %s\n", name, strings.ReplaceAll(usage, "\n", "\n                       "))
}
