package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// print writes the tables, and what of them is too much.
func print(w io.Writer, ordinary, hard []*subject, verdicts []string) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	if len(ordinary) > 0 {
		fmt.Fprint(t, "step\t")
		for _, s := range ordinary {
			fmt.Fprintf(t, "%s\t", s.name)
		}
		fmt.Fprint(t, "exponent\t\n")
		row(t, "type-checking", ordinary, func(c *Cost) time.Duration { return c.Check })
		row(t, "all", ordinary, func(c *Cost) time.Duration { return c.CPU })
		for _, name := range steps(ordinary[len(ordinary)-1].cost) {
			row(t, name, ordinary, func(c *Cost) time.Duration { return c.Steps[name] })
		}
		fmt.Fprint(t, "findings\t")
		for _, s := range ordinary {
			fmt.Fprintf(t, "%d\t", len(s.cost.Findings))
		}
		fmt.Fprint(t, "\t\n")
	}
	if err := t.Flush(); err != nil {
		return err
	}

	t = tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if len(hard) > 0 {
		fmt.Fprint(t, "\nhardship\tCPU\tfindings\tmost of it in\n")
	}
	for _, s := range hard {
		var most []string
		for _, name := range steps(s.cost)[:3] {
			most = append(most, fmt.Sprintf("%s %s", name, short(s.cost.Steps[name])))
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%s\n", s.name, short(s.cost.CPU), len(s.cost.Findings), strings.Join(most, ", "))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, v := range verdicts {
		if _, err := fmt.Fprintf(w, "\ntoo slow: %s\n", v); err != nil {
			return err
		}
	}
	return nil
}

// telling is from when on a time is large enough for an exponent to mean something.
const telling = time.Millisecond

// row writes one line of times.
func row(w io.Writer, name string, subjects []*subject, of func(*Cost) time.Duration) {
	all := times(subjects, of)
	fmt.Fprintf(w, "%s\t", name)
	for _, d := range all {
		fmt.Fprintf(w, "%s\t", short(d))
	}
	if len(all) == len(sizes) && slices.Min(all) >= telling {
		fmt.Fprintf(w, "%.2f", exponent(sizes, all))
	}
	fmt.Fprint(w, "\t\n")
}

// steps returns the names of the analyzers and passes, the slowest first.
func steps(c *Cost) []string {
	return slices.SortedFunc(maps.Keys(c.Steps), func(a, b string) int {
		return cmp.Or(cmp.Compare(c.Steps[b], c.Steps[a]), strings.Compare(a, b))
	})
}

// short is d in milliseconds.
func short(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}
