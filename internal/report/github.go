package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/asynclint/asynclint/internal/rule"
)

// writeGitHub writes each finding as a workflow command, which GitHub shows as
// an annotation on the line. The evidence follows the message, since an
// annotation has one place only.
func writeGitHub(w io.Writer, r *Report, src *sources) error {
	for i := range r.Findings {
		if _, err := io.WriteString(w, annotation(&r.Findings[i], src)); err != nil {
			return err
		}
	}
	return nil
}

func annotation(f *Finding, src *sources) string {
	var props []string
	add := func(name string, value any) {
		props = append(props, name+"="+propertyEscapes.Replace(fmt.Sprint(value)))
	}
	if f.Pos.File != "" {
		add("file", src.slash(f.Pos.File))
	}
	if f.Pos.Line > 0 {
		add("line", f.Pos.Line)
		start, end := regionOf(src.file(f.Pos.File), f.Pos, f.End)
		add("endLine", max(f.Pos.Line, end.line))
		// Columns belong to annotations of one line only.
		if start.column > 0 && end.line <= f.Pos.Line {
			add("col", start.column)
			if end.column > 0 {
				add("endColumn", end.column)
			}
		}
	}
	add("title", f.ID())

	message := f.Message
	for _, rel := range f.Related {
		message += "\n" + rel.Pos.in(src.slash(rel.Pos.File)) + ": " + rel.Message
	}
	return fmt.Sprintf("::%s %s::%s\n", command(f.Severity), strings.Join(props, ","), dataEscapes.Replace(message))
}

func command(s rule.Severity) string {
	switch s {
	case rule.Error:
		return "error"
	case rule.Warning:
		return "warning"
	default:
		return "notice"
	}
}

// dataEscapes and propertyEscapes escape as the runner unescapes.
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
