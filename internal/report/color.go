package report

import "github.com/asynclint/asynclint/internal/rule"

// painter wraps text in ANSI styles if it is true.
type painter bool

// A style is the parameters of an SGR escape sequence.
type style string

const (
	bold   style = "1"
	dim    style = "2"
	red    style = "1;31"
	green  style = "32"
	yellow style = "1;33"
	blue   style = "34"
	cyan   style = "36"
)

func (p painter) paint(s style, text string) string {
	if !p || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

func severityStyle(s rule.Severity) style {
	switch s {
	case rule.Error:
		return red
	case rule.Warning:
		return yellow
	default:
		return cyan
	}
}
