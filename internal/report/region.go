package report

// A place is a line and a column in UTF-16 code units, as editors and code
// scanning count. A zero is unknown.
type place struct{ line, column int }

// regionOf converts a range. Columns are unknown if the source is not there to
// convert them by, the end if the finding has none.
func regionOf(src *source, pos, end Position) (from, to place) {
	from = place{pos.Line, src.utf16Column(pos.Line, pos.Column)}
	sameFile := end.File == pos.File || end.File == ""
	after := end.Line > pos.Line || end.Line == pos.Line && end.Column > pos.Column
	if pos.Line < 1 || !sameFile || !after {
		return from, place{}
	}
	return from, place{end.Line, src.utf16Column(end.Line, end.Column)}
}
