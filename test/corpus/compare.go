package main

import (
	"slices"
	"strings"
)

// A Comparison holds the findings of one run against a ledger. Each entry of
// Found is a finding with the label and reason that the ledger gives.
type Comparison struct {
	Found []Entry // in the order of compareEntries
	New   []Entry // those of Found that the ledger does not know
	Gone  []Entry // those of the ledger, in scope, that were not found
	Kept  []Entry // those of the ledger that are out of scope
}

// compare holds found against the ledger's entries. A finding is known by its
// fingerprint. What has no such entry takes over the label of an entry that
// would otherwise be gone, if that is the only one of its pattern on its line,
// and the finding is too: then only the wording or the text around changed.
func compare(ledger, found []Entry, scope Scope) Comparison {
	var c Comparison
	known := make(map[string]Entry)
	for _, e := range ledger {
		if scope.contains(e) {
			known[e.Fingerprint] = e
		} else {
			c.Kept = append(c.Kept, e)
		}
	}
	var strangers []Entry
	for _, f := range found {
		if e, ok := known[f.Fingerprint]; ok {
			f.Label, f.Why = e.Label, e.Why
			c.Found = append(c.Found, f)
			delete(known, f.Fingerprint)
		} else {
			strangers = append(strangers, f)
		}
	}

	type place struct {
		file, pattern string
		line          int
	}
	placeOf := func(e Entry) place { return place{e.File, e.Pattern(), e.Line} }
	crowd := make(map[place]int)
	for _, f := range strangers {
		crowd[placeOf(f)]++
	}
	missing := make(map[place][]Entry)
	for _, e := range known {
		missing[placeOf(e)] = append(missing[placeOf(e)], e)
	}
	for _, f := range strangers {
		at := placeOf(f)
		if m := missing[at]; len(m) == 1 && crowd[at] == 1 {
			f.Label, f.Why = m[0].Label, m[0].Why
			delete(known, m[0].Fingerprint)
		} else {
			c.New = append(c.New, f)
		}
		c.Found = append(c.Found, f)
	}

	for _, e := range known {
		c.Gone = append(c.Gone, e)
	}
	slices.SortFunc(c.Found, compareEntries)
	slices.SortFunc(c.New, compareEntries)
	slices.SortFunc(c.Gone, compareEntries)
	return c
}

// entries is what the ledger becomes by an update.
func (c Comparison) entries() []Entry {
	all := append(append([]Entry{}, c.Found...), c.Kept...) // not nil, which JSON shows
	slices.SortFunc(all, compareEntries)
	return all
}

// labelled returns the findings that have the label in the ledger. Of those
// without a label, the new ones are in it too.
func (c Comparison) labelled(l Label) []Entry {
	var some []Entry
	for _, e := range c.Found {
		if e.Label == l {
			some = append(some, e)
		}
	}
	return some
}

// agrees reports whether the ledger knows each finding and calls none of them
// false.
func (c Comparison) agrees() bool {
	return len(c.labelled(Unlabelled)) == 0 && len(c.labelled(False)) == 0
}

// parseList splits a flag's comma-separated list; empty is nil.
func parseList(s string) []string {
	var list []string
	for item := range strings.SplitSeq(s, ",") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}
