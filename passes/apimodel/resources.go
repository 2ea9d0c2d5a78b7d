package apimodel

import (
	"go/types"
	"slices"
)

// A GC says what becomes of a resource that nobody releases.
type GC uint8

// What becomes of it.
const (
	Leaks            GC = iota // it is never given back
	Finalized                  // a finalizer gives it back, at no time one can rely on
	Collected                  // it is memory alone
	Loses                      // it is memory alone, but what it buffers is lost
	Strands                    // it is memory alone, but who waits for it waits for ever
	Expires                    // it ends by itself
	CollectedFrom123           // it is memory alone from Go 1.23 on
)

// A Resource row is a function that acquires something which has to be
// released.
type Resource struct {
	Symbol
	Result   int    // index of the result that is the resource, -1 if it is the receiver or a state of the program
	Category string // file, conn, listener, http-body, rows, tx, lock, ctx, timer, ...

	// What releases it: a method of the resource, Body.Close if one of its
	// field; a function; calling it; or receiving from it until it is closed.
	Methods []string
	Funcs   []Symbol
	Call    bool
	Drain   bool

	Exhausted string // the method whose false result has released it, "" if none
	Error     bool   // there is a resource only if the last result, an error, is nil
	GC        GC
	Quiet     string // why a missing release is often right, "" if it is not
	Note      string
	Source    Source
}

// Releases returns whether calling fn, a method with the given path from the
// resource (Close, Body.Close) or a function, releases the resource.
func (r *Resource) Releases(path string, fn *types.Func) bool {
	return path != "" && slices.Contains(r.Methods, path) || fn != nil && slices.Contains(r.Funcs, FuncSymbol(fn))
}

// A Release row is a function that releases what another one acquired.
type Release struct {
	Symbol
	Param    int // index of the parameter that it releases, -1 for the receiver, -2 for a state of the program
	Category string
}

// Resource returns the row of what fn acquires, the first if there are several,
// nil if nothing is known.
func (m *Model) Resource(fn *types.Func) *Resource { return first(m.Resources(fn)) }

// Resources returns the rows of what fn acquires, one for each result.
func (m *Model) Resources(fn *types.Func) []*Resource {
	s, ok := current(FuncSymbol(fn))
	if !ok {
		return nil
	}
	var rows []*Resource
	for row := range matching(m.resourcesIn(s.Pkg), s) {
		rows = append(rows, row)
	}
	return rows
}

// HasResources reports whether any function of the package with the given path
// acquires a resource, by the model: the cheap question to ask of a package's
// imports first.
func (m *Model) HasResources(path string) bool {
	s, _ := current(Symbol{Pkg: path})
	return len(m.resourcesIn(s.Pkg)) > 0
}

// Releases returns what calling fn releases: what a row tells, or, for a
// method with a name that means it everywhere (Close, Stop, Rollback), its
// receiver. It is nil for all others.
func (m *Model) Releases(fn *types.Func) *Release {
	s := FuncSymbol(fn)
	if now, ok := current(s); ok {
		if row := find(m.releasesIn(now.Pkg), now); row != nil {
			return row
		}
	}
	if fn.Signature().Recv() != nil && IsReleaseName(fn.Name()) {
		return &Release{Symbol: s, Param: -1}
	}
	return nil
}

// IsReleaseName reports whether a method of this name releases its receiver, by
// the convention that Go code keeps.
func IsReleaseName(name string) bool {
	_, ok := slices.BinarySearch(releaseNames, name)
	return ok
}

// ReleaseNames returns those names, sorted.
func ReleaseNames() []string { return slices.Clone(releaseNames) }

// releaseNames are sorted. Those that also have another meaning often (Done,
// End, Flush, Reset, Wait) are left to rows.
var releaseNames = []string{
	"Abort", "AsyncClose", "Cancel", "Close", "CloseNow", "CloseWithError", "Commit", "Destroy", "Discard", "Disconnect",
	"Dispose", "GracefulClose", "GracefulStop", "RUnlock", "Release", "Rollback", "ShutDown", "Shutdown", "Stop", "StopAndWait",
	"StopWait", "Terminate", "Unlock", "Unsubscribe",
}
