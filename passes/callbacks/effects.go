package callbacks

import (
	"go/types"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// Effects is a set of the things that may happen to a function value, seen
// from the function in whose body it appears. The empty set means that the
// value is dropped.
type Effects uint8

// The effects.
const (
	Sync    Effects = 1 << iota // called before the function returns
	Async                       // called on another goroutine
	OnLoop                      // called on an event loop that the model or a directive knows
	Stored                      // kept, returned or sent: called later by somebody, or never
	Unknown                     // passed to where the analysis does not follow
)

var effectNames = []string{"sync", "async", "loop", "stored", "unknown"}

// Has reports whether e contains all of x.
func (e Effects) Has(x Effects) bool { return e&x == x }

func (e Effects) String() string {
	if e == 0 {
		return "dropped"
	}
	var names []string
	for i, name := range effectNames {
		if e&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "|")
}

// A Loop is an event loop and the API through which a function gets there.
type Loop struct {
	API      string // as a person would say it: mqtt.Client.Subscribe
	Name     string // the goroutine that is kept, and what it serves
	Offload  string // the API's own idiom for long work, "" if none is known
	Pkg      string // import path of the API, "" if declared by a directive
	Deadlock bool   // waiting there can hang for ever, and not only stall

	// Row is the row of the model that says so; nil if a directive does, or if
	// the function gets there through one of another package that passes it on.
	Row *apimodel.Callback
}

// FromRow returns the loop that a row of the model about pkg speaks of.
func FromRow(row *apimodel.Callback, pkg *types.Package) *Loop {
	api := pkg.Name() + "." + row.Symbol.Name
	if row.Recv != "" {
		api = pkg.Name() + "." + row.Recv + "." + row.Symbol.Name
	}
	return &Loop{API: api, Name: row.Loop, Offload: row.Offload, Pkg: row.Pkg, Deadlock: row.Deadlock, Row: row}
}
