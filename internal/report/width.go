package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tabWidth is how wide a tab of source text is drawn. A constant, since the
// gutter before the text shifts the terminal's own tab stops.
const tabWidth = 4

// A cell is what is drawn for one rune of a line.
type cell struct {
	text   string
	width  int // columns
	offset int // of the rune in the line, in bytes
}

// cells lays out a line. Control characters and those which reorder text are
// replaced: source must neither drive the terminal nor look like other source.
func cells(line string) []cell {
	out := make([]cell, 0, len(line))
	column := 0
	for at := 0; at < len(line); {
		r, size := utf8.DecodeRuneInString(line[at:])
		c := cell{line[at : at+size], 1, at}
		switch {
		case r == '\t':
			c.width = tabWidth - column%tabWidth
			c.text = strings.Repeat(" ", c.width)
		case unsafeRune(r), r == utf8.RuneError:
			c.text = string(utf8.RuneError)
		case r == '\ufeff': // a byte order mark
			c.text, c.width = "", 0
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
			c.width = 0
		case wide(r):
			c.width = 2
		}
		out = append(out, c)
		column += c.width
		at += size
	}
	return out
}

// unsafeRune reports whether r is a control character or a bidirectional
// control.
func unsafeRune(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

// oneLine makes a message safe for one line of a terminal.
func oneLine(message string) string {
	if strings.IndexFunc(message, unsafeRune) < 0 {
		return message
	}
	message = strings.Join(strings.FieldsFunc(message, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " ")
	return strings.Map(func(r rune) rune {
		if unsafeRune(r) {
			return utf8.RuneError
		}
		return r
	}, message)
}

// wideRanges are the blocks whose characters terminals draw two columns wide
// (East Asian Width W and F), without the holes in them.
var wideRanges = [...][2]rune{
	{0x1100, 0x115f},   // Hangul Jamo initials
	{0x231a, 0x231b},   // watch, hourglass
	{0x23e9, 0x23ec},   // media controls
	{0x2614, 0x2615},   // umbrella, hot beverage
	{0x26a1, 0x26a1},   // high voltage
	{0x2705, 0x2705},   // check mark
	{0x274c, 0x274c},   // cross mark
	{0x2753, 0x2755},   // question and exclamation marks
	{0x2e80, 0x303e},   // CJK radicals and punctuation
	{0x3041, 0x33ff},   // kana, Bopomofo, Hangul compatibility, CJK compatibility
	{0x3400, 0x4dbf},   // CJK extension A
	{0x4e00, 0xa4cf},   // CJK, Yi
	{0xa960, 0xa97f},   // Hangul Jamo extended A
	{0xac00, 0xd7a3},   // Hangul syllables
	{0xf900, 0xfaff},   // CJK compatibility ideographs
	{0xfe30, 0xfe6f},   // CJK compatibility and small forms
	{0xff00, 0xff60},   // fullwidth forms
	{0xffe0, 0xffe6},   // fullwidth signs
	{0x1f300, 0x1f64f}, // pictographs, emoticons
	{0x1f680, 0x1f6ff}, // transport
	{0x1f900, 0x1f9ff}, // supplemental pictographs
	{0x1fa70, 0x1faff}, // pictographs extended A
	{0x20000, 0x3fffd}, // CJK extensions B and on
}

func wide(r rune) bool {
	if r < wideRanges[0][0] {
		return false
	}
	for _, block := range wideRanges {
		if r <= block[1] {
			return r >= block[0]
		}
	}
	return false
}
