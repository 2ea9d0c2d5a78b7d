package apimodel

import (
	"cmp"
	"go/types"
	"slices"
	"strings"
)

// CallsParam reports whether fn, a function of the standard library, is known
// to call the function that it gets as parameter i before it returns, and at
// no later time. All the functions of one call are alike in the standard
// library (maps.DeleteFunc, slices.BinarySearchFunc): i only has to be one of
// them.
func (m *Model) CallsParam(fn *types.Func, i int) bool {
	s := FuncSymbol(fn)
	if s.Pkg == "" || !IsStd(s.Pkg) || i >= fn.Signature().Params().Len() {
		return false
	}
	if whollySync(s) {
		return true
	}
	_, ok := slices.BinarySearchFunc(syncCalls, s, compareSymbols)
	return ok
}

// whollySync reports whether s is a package-level function of a package all
// of whose functions call what they are passed, and keep nothing: there is
// nowhere that a function of slices could keep it. Those that return an iterator
// (strings.FieldsFuncSeq) are left out, because it is the iterator that calls.
func whollySync(s Symbol) bool {
	switch s.Pkg {
	case "slices", "bytes", "strings", "sort", "container/heap":
		return s.Recv == "" && !strings.HasSuffix(s.Name, "Seq")
	}
	return false
}

func compareSymbols(a, b Symbol) int {
	return cmp.Or(cmp.Compare(a.Pkg, b.Pkg), cmp.Compare(a.Recv, b.Recv), cmp.Compare(a.Name, b.Name))
}

// syncCalls lists such functions, sorted by package, receiver and name. Those of
// testing run their argument on another goroutine, and wait for it.
var syncCalls = []Symbol{
	{"database/sql", "Conn", "Raw"},              // under the connection's lock
	{"expvar", "", "Do"},                         // iterates under a lock
	{"expvar", "Map", "Do"},                      // iterates under a lock
	{"flag", "", "Visit"},                        // iterates
	{"flag", "", "VisitAll"},                     // iterates
	{"flag", "FlagSet", "Visit"},                 // iterates
	{"flag", "FlagSet", "VisitAll"},              // iterates
	{"go/ast", "", "Inspect"},                    // walks
	{"io/fs", "", "WalkDir"},                     // walks
	{"log/slog", "Record", "Attrs"},              // iterates
	{"maps", "", "DeleteFunc"},                   // iterates
	{"maps", "", "EqualFunc"},                    // iterates
	{"path/filepath", "", "Walk"},                // walks
	{"path/filepath", "", "WalkDir"},             // walks
	{"regexp", "Regexp", "ReplaceAllFunc"},       // per match
	{"regexp", "Regexp", "ReplaceAllStringFunc"}, // per match
	{"runtime/pprof", "", "Do"},                  // runs it under labels
	{"runtime/trace", "", "WithRegion"},          // runs it in a region
	{"sync", "Map", "Range"},                     // iterates
	{"sync", "Once", "Do"},                       // the first caller runs it, others wait
	{"syscall", "RawConn", "Control"},            // runs it with the descriptor
	{"testing", "", "AllocsPerRun"},              // runs it some times
	{"testing", "", "Benchmark"},                 // waits for the benchmark's goroutine
	{"testing", "B", "Run"},                      // waits for the benchmark's goroutine
	{"testing", "B", "RunParallel"},              // waits for its goroutines
	{"testing", "T", "Run"},                      // waits for the subtest, or until it calls Parallel
	{"testing/synctest", "", "Test"},             // waits for the bubble
}
