package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A comparison is of the reports of all tools.
type comparison struct {
	categories []string                     // asynclint's, in its order
	findings   map[string]int               // by category
	also       map[string]map[string]int    // by category and tool: the findings on whose line the tool reports too
	checks     map[[2]string]map[string]int // by category and tool: of those, by the tool's check
	twice      map[string]int               // by category: the findings on whose line any other tool reports
	lines      map[string]int               // by tool: the lines that it reports
	shared     map[string]int               // by tool: of those, the lines that asynclint reports too
}

func newComparison(categories []string) *comparison {
	return &comparison{
		categories: categories,
		findings:   make(map[string]int),
		also:       make(map[string]map[string]int),
		checks:     make(map[[2]string]map[string]int),
		twice:      make(map[string]int),
		lines:      make(map[string]int),
		shared:     make(map[string]int),
	}
}

// A place is a line of a module.
type place struct {
	module, file string
	line         int
}

// add adds the reports about a module, without twins.
func (c *comparison) add(module string, reports []report) {
	byPlace := make(map[place][]report)
	for _, r := range reports {
		p := place{module, r.file, r.line}
		byPlace[p] = append(byPlace[p], r)
	}
	for _, here := range byPlace {
		tools := make(map[string]bool)
		for _, r := range here {
			tools[r.tool] = true
		}
		for tool := range tools {
			c.lines[tool]++
			if tools[asynclint] {
				c.shared[tool]++
			}
		}
		for _, r := range here {
			if r.tool == asynclint {
				c.finding(r.check, here, tools)
			}
		}
	}
}

// finding counts a finding of category, among all reports about its line.
func (c *comparison) finding(category string, here []report, tools map[string]bool) {
	c.findings[category]++
	if len(tools) > 1 {
		c.twice[category]++
	}
	for tool := range tools {
		increment(c.also, category, tool)
	}
	for _, r := range here {
		if r.tool != asynclint {
			increment(c.checks, [2]string{category, r.tool}, r.check)
		}
	}
}

func increment[K comparable](counts map[K]map[string]int, key K, name string) {
	if counts[key] == nil {
		counts[key] = make(map[string]int)
	}
	counts[key][name]++
}

// print writes the tables, in Markdown.
func (c *comparison) print(w io.Writer, versions map[string]string) error {
	rows := [][]string{slices.Concat([]string{"rule/category", "findings"}, others, []string{"any of them"})}
	total := make(map[string]int)
	for _, category := range c.categories {
		row := []string{category, strconv.Itoa(c.findings[category])}
		total["findings"] += c.findings[category]
		for _, tool := range others {
			row = append(row, c.cell(category, tool))
			total[tool] += c.also[category][tool]
		}
		rows = append(rows, append(row, strconv.Itoa(c.twice[category])))
		total["any"] += c.twice[category]
	}
	row := []string{"total", strconv.Itoa(total["findings"])}
	for _, tool := range others {
		row = append(row, strconv.Itoa(total[tool]))
	}
	rows = append(rows, append(row, strconv.Itoa(total["any"])))
	if err := printTable(w, rows); err != nil {
		return err
	}
	fmt.Fprintln(w)
	rows = [][]string{{"tool", "version", "lines that it reports", "of these, asynclint reports"}}
	for _, tool := range others {
		rows = append(rows, []string{tool, versions[tool], strconv.Itoa(c.lines[tool]), strconv.Itoa(c.shared[tool])})
	}
	return printTable(w, rows)
}

// cell says how many findings of a category another tool reports as well, and by
// which checks, if it has several.
func (c *comparison) cell(category, tool string) string {
	n := c.also[category][tool]
	if n == 0 || tool == errcheck || tool == nilerr {
		return strconv.Itoa(n)
	}
	counts := c.checks[[2]string{category, tool}]
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, name := range names {
		if counts[name] != n || len(names) > 1 {
			names[i] = fmt.Sprintf("%s %d", name, counts[name])
		}
	}
	return fmt.Sprintf("%d (%s)", n, strings.Join(names, ", "))
}

// printTable writes rows as a table whose first row is the head, with numbers on
// the right.
func printTable(w io.Writer, rows [][]string) error {
	head := rows[0]
	rule := make([]string, len(head))
	for i := range rule {
		rule[i] = "---:"
		if _, err := strconv.Atoi(strings.Fields(rows[1][i])[0]); err != nil {
			rule[i] = "---"
		}
	}
	for _, row := range slices.Insert(slices.Clone(rows), 1, rule) {
		if _, err := fmt.Fprintf(w, "| %s |\n", strings.Join(row, " | ")); err != nil {
			return err
		}
	}
	return nil
}
