package report

import "strings"

// maxColumns is the width to which long source lines are cut, and lead how
// much is kept before the mark of a line that is cut at its start.
const (
	maxColumns = 140
	lead       = 40
)

// excerpt draws the bytes [from, to) of a line: the line as it can be printed,
// and what goes below it: blanks, then count times the mark. count is at least
// 1, for a finding whose extent is unknown or lies after the end of the line.
func excerpt(line string, from, to int) (text string, blanks, count int) {
	row := cells(strings.TrimRight(line, " \t"))
	first, last := len(row), len(row)
	for i, c := range row {
		if c.offset >= from {
			first = min(first, i)
		}
		if c.offset >= to {
			last = min(last, i)
		}
	}
	last = max(first, last)

	before := columns(row[:first])
	if start, end, cut := window(row, before); cut {
		first, last = max(first-start, 0), min(last, end)-start
		prefix, suffix := "", ""
		if start > 0 {
			prefix = "…"
		}
		if end < len(row) {
			suffix = "…"
		}
		row = row[start:end]
		last = max(first, min(last, len(row)))
		return prefix + draw(row) + suffix, columns(row[:first]) + len([]rune(prefix)), max(1, columns(row[first:last]))
	}
	return draw(row), before, max(1, columns(row[first:last]))
}

// window chooses the cells of a row that are shown, if not all are.
func window(row []cell, mark int) (start, end int, cut bool) {
	if columns(row) <= maxColumns {
		return 0, len(row), false
	}
	column := 0
	if mark > maxColumns-lead {
		for column < mark-lead {
			column += row[start].width
			start++
		}
	}
	end = start
	for width := 0; end < len(row) && width+row[end].width <= maxColumns; end++ {
		width += row[end].width
	}
	return start, end, true
}

func columns(row []cell) int {
	n := 0
	for _, c := range row {
		n += c.width
	}
	return n
}

func draw(row []cell) string {
	var b strings.Builder
	for _, c := range row {
		b.WriteString(c.text)
	}
	return b.String()
}
