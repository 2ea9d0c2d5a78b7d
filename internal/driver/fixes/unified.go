package fixes

import (
	"fmt"
	"slices"
	"strings"
)

// contextLines is how many unchanged lines surround a change in a diff.
const contextLines = 3

// Unified returns the difference between two texts as a unified diff with the
// given names, "" if there is none.
func Unified(oldName, newName, old, new string) string {
	a, b := splitLines(old), splitLines(new)
	ops := lineOps(a, b)
	var out strings.Builder
	for _, h := range hunks(ops) {
		if out.Len() == 0 {
			fmt.Fprintf(&out, "--- %s\n+++ %s\n", oldName, newName)
		}
		h.write(&out, ops, a, b)
	}
	return out.String()
}

func splitLines(s string) []string { return slices.Collect(strings.Lines(s)) }

// An op is a line that is kept (' '), deleted ('-') or added ('+'): line a of
// the old text, or b of the new one, or both.
type op struct {
	kind byte
	a, b int
}

// lineOps returns a shortest way from a to b (Myers, An O(ND) Difference
// Algorithm and Its Variations), deletions before additions.
func lineOps(a, b []string) []op {
	limit := len(a) + len(b)
	reach := make([]int, 2*limit+2) // by diagonal: how far in a
	at := func(k int) *int { return &reach[k+limit] }
	var trace [][]int
	for d := 0; d <= limit; d++ {
		trace = append(trace, slices.Clone(reach))
		for k := -d; k <= d; k += 2 {
			x := 0
			if k == -d || k != d && *at(k - 1) < *at(k + 1) {
				if d > 0 {
					x = *at(k + 1)
				}
			} else {
				x = *at(k - 1) + 1
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			*at(k) = x
			if x >= len(a) && x-k >= len(b) {
				return backtrack(trace, limit, len(a), len(b))
			}
		}
	}
	return nil // not reached: limit steps delete all of a and add all of b
}

// backtrack follows trace from the ends of both texts to their beginnings.
func backtrack(trace [][]int, limit, x, y int) []op {
	var ops []op
	for d := len(trace) - 1; d >= 0; d-- {
		reach, k := trace[d], x-y
		down := k == -d || k != d && reach[k-1+limit] < reach[k+1+limit]
		prevX, prevY := 0, 0
		if d > 0 && down {
			prevX = reach[k+1+limit]
			prevY = prevX - (k + 1)
		} else if d > 0 {
			prevX = reach[k-1+limit]
			prevY = prevX - (k - 1)
		}
		for x > prevX && y > prevY {
			x, y = x-1, y-1
			ops = append(ops, op{' ', x, y})
		}
		switch {
		case d == 0:
		case down:
			y--
			ops = append(ops, op{'+', x, y})
		default:
			x--
			ops = append(ops, op{'-', x, y})
		}
	}
	slices.Reverse(ops)
	return ops
}

// A hunk is the ops from first to before last.
type hunk struct{ first, last int }

// hunks groups changes that are so near that their contexts touch.
func hunks(ops []op) []hunk {
	var list []hunk
	for i, o := range ops {
		if o.kind == ' ' {
			continue
		}
		first, last := max(0, i-contextLines), min(len(ops), i+1+contextLines)
		if n := len(list); n > 0 && first <= list[n-1].last {
			list[n-1].last = last
		} else {
			list = append(list, hunk{first, last})
		}
	}
	return list
}

func (h hunk) write(out *strings.Builder, ops []op, a, b []string) {
	var countA, countB int
	for _, o := range ops[h.first:h.last] {
		if o.kind != '+' {
			countA++
		}
		if o.kind != '-' {
			countB++
		}
	}
	start := ops[h.first]
	fmt.Fprintf(out, "@@ -%s +%s @@\n", span(start.a, countA), span(start.b, countB))
	for _, o := range ops[h.first:h.last] {
		line := ""
		if o.kind == '+' {
			line = b[o.b]
		} else {
			line = a[o.a]
		}
		out.WriteByte(o.kind)
		out.WriteString(line)
		if !strings.HasSuffix(line, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// span is a range of lines, counted from 1; an empty one is named by the line
// before it.
func span(start, count int) string {
	switch count {
	case 0:
		return fmt.Sprintf("%d,0", start)
	case 1:
		return fmt.Sprint(start + 1)
	}
	return fmt.Sprintf("%d,%d", start+1, count)
}
