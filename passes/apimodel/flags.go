package apimodel

import (
	"flag"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// flags returns the analyzer's flags. Their values live in the flag set alone,
// and are read from it at each run.
func flags() flag.FlagSet {
	var set flag.FlagSet
	set.Init("apimodel", flag.ContinueOnError)
	set.Var(new(placeList), "blocks", "comma-separated `symbols` of functions that block")
	set.Var(new(placeList), "nonblocking", "comma-separated `symbols` of functions that do not block, whatever their bodies say")
	set.Var(new(placeList), "eventloop", "comma-separated `symbols` of interface methods, func-typed fields, func types and parameters (F#i) whose functions run on an event loop")
	set.Bool("inferred", false, "use claims about event loops that were inferred from an API's shape, and not only documented ones and those read in its source")
	return set
}

// placeList is the flag.Value of a comma-separated list of places.
type placeList struct{ places []Place }

func (l *placeList) String() string {
	var names []string
	for _, p := range l.places {
		names = append(names, p.Symbol.String())
	}
	return strings.Join(names, ",")
}

// Set replaces the list, so that a flag given twice means its last value, as
// with flags of other types.
func (l *placeList) Set(text string) error {
	var list []Place
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		p, err := ParsePlace(item)
		if err != nil {
			return err
		}
		list = append(list, p)
	}
	l.places = list
	return nil
}

func places(a *analysis.Analyzer, name string) []Place {
	if f := a.Flags.Lookup(name); f != nil {
		if l, ok := f.Value.(*placeList); ok {
			return l.places
		}
	}
	return nil
}
