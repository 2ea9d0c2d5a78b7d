package report

import (
	"slices"
	"strings"
)

// A diffLine is a line that a fix removes or adds, or a gap between such lines.
type diffLine struct {
	Op   string
	Line int // in the file as it is; 0 for added lines
	Text string
}

// preview shows what a fix does to a file, line by line. It is nil if the edits
// don't fit the file.
func preview(src *source, edits []Edit) []diffLine {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	var out []diffLine
	for i := 0; i < len(edits); {
		first, _, ok := src.at(edits[i].Start)
		if !ok {
			return nil
		}
		var b strings.Builder
		start := src.lines[first-1]
		at, last := start, first
		// Edits that touch the same lines are shown together.
		for ; i < len(edits); i++ {
			e := edits[i]
			line, _, ok1 := src.at(e.Start)
			end, _, ok2 := src.at(e.End)
			if !ok1 || !ok2 || e.End < e.Start {
				return nil
			}
			if line > last {
				break
			}
			if e.Start < at {
				return nil // overlapping
			}
			b.Write(src.data[at:e.Start])
			b.WriteString(e.New)
			at, last = e.End, end
		}
		stop := len(src.data)
		if last < len(src.lines) {
			stop = src.lines[last]
		}
		b.Write(src.data[at:stop])
		if len(out) > 0 {
			out = append(out, diffLine{})
		}
		out = append(out, diffLines(first, splitLines(string(src.data[start:stop])), splitLines(b.String()))...)
	}
	return out
}

// diffLines leaves out the lines that old and new begin and end with.
func diffLines(first int, old, new []string) []diffLine {
	for len(old) > 0 && len(new) > 0 && old[0] == new[0] {
		old, new = old[1:], new[1:]
		first++
	}
	for len(old) > 0 && len(new) > 0 && old[len(old)-1] == new[len(new)-1] {
		old, new = old[:len(old)-1], new[:len(new)-1]
	}
	var out []diffLine
	for i, text := range old {
		out = append(out, diffLine{"-", first + i, text})
	}
	for _, text := range new {
		out = append(out, diffLine{"+", 0, text})
	}
	return out
}

func splitLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		out = append(out, strings.TrimRight(line, "\r\n"))
	}
	return out
}
