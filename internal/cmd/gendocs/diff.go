package main

import (
	"slices"
	"strings"
)

// diffContext is the number of unchanged lines shown around a change.
const diffContext = 2

// diff returns what turns a into b, line by line, as the hunks of a unified
// diff with their headers reduced to "@@": positions in a fixture mean nothing
// to a reader. It is "" if a equals b.
func diff(a, b string) string {
	edits := editScript(slices.Collect(strings.Lines(a)), slices.Collect(strings.Lines(b)))
	show := make([]bool, len(edits))
	for i, e := range edits {
		if e[0] != ' ' {
			for j := max(i-diffContext, 0); j <= min(i+diffContext, len(edits)-1); j++ {
				show[j] = true
			}
		}
	}
	var out strings.Builder
	for i, e := range edits {
		if !show[i] {
			continue
		}
		if i > 0 && !show[i-1] && out.Len() > 0 {
			out.WriteString("@@\n")
		}
		out.WriteString(e)
	}
	return out.String()
}

// editScript returns the lines of a and b in order, each with " " (in both),
// "-" (in a) or "+" (in b) before it, by their longest common subsequence.
// Examples are short: quadratic is fast enough.
func editScript(a, b []string) []string {
	longest := make([][]int, len(a)+1)
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, " "+a[i])
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || longest[i+1][j] >= longest[i][j+1]):
			out = append(out, "-"+a[i])
			i++
		default:
			out = append(out, "+"+b[j])
			j++
		}
	}
	return out
}
