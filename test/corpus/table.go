package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// A Tally counts findings by label.
type Tally struct{ Bug, Smell, False, Unlabelled int }

func (t *Tally) add(e Entry) {
	switch e.Label {
	case Bug:
		t.Bug++
	case Smell:
		t.Smell++
	case False:
		t.False++
	default:
		t.Unlabelled++
	}
}

// All is the number of findings.
func (t Tally) All() int { return t.Bug + t.Smell + t.False + t.Unlabelled }

// Precision is the share of the findings that are right: an unlabelled one
// counts as wrong until somebody has read it.
func (t Tally) Precision() string {
	if t.All() == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f%%", 100*float64(t.Bug+t.Smell)/float64(t.All()))
}

// tally counts entries by key, and in total.
func tally(entries []Entry, key func(Entry) string) (by map[string]Tally, total Tally) {
	by = make(map[string]Tally)
	for _, e := range entries {
		t := by[key(e)]
		t.add(e)
		by[key(e)] = t
		total.add(e)
	}
	return by, total
}

// row is the cells of a table's line: who, then the figures.
func (t Tally) row(name string) []string {
	return []string{
		name, fmt.Sprint(t.All()), fmt.Sprint(t.Bug), fmt.Sprint(t.Smell), fmt.Sprint(t.False),
		fmt.Sprint(t.Unlabelled), t.Precision(),
	}
}

// rows is a table of tallies, with a head and a total.
func rows(what string, by map[string]Tally, total Tally) [][]string {
	table := [][]string{{what, "findings", "bug", "smell", "false", "unlabelled", "precision"}}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		table = append(table, by[name].row(name))
	}
	return append(table, total.row("total"))
}

// printText writes a table in columns.
func printText(w io.Writer, table [][]string) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range table {
		if _, err := fmt.Fprintln(tw, strings.Join(row, "\t")); err != nil {
			return err
		}
	}
	return tw.Flush()
}

// printMarkdown writes a table as Markdown, with figures to the right.
func printMarkdown(w io.Writer, table [][]string) error {
	for i, row := range table {
		if _, err := fmt.Fprintln(w, "| "+strings.Join(row, " | ")+" |"); err != nil {
			return err
		}
		if i == 0 {
			if _, err := fmt.Fprintln(w, "|---|"+strings.Repeat("--:|", len(row)-1)); err != nil {
				return err
			}
		}
	}
	return nil
}
